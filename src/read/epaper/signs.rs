//! The signs of e-papers as data: which elements hold what, in all families, the surest first. One that stands in several
//! families stands here once; a new family is a few lines here.

/// Elements with a kicker (引题, 肩题).
pub const KICKERS: &[&str] = &[
    "#intro-title",
    "founder-introtitle",
    "founder-intro-title",
    "founder-pretitle",
    "#introtitle",
    "#pretitle",
    ".introtitle",
    ".intro-title",
    ".leadtitle",
    ".primers",
    ".pre-title",
    ".pretitle",
    ".yinti",
    ".yt",
    ".title-intro",
    ".detcontit .yinti",
];

/// Elements with a headline (主题).
pub const HEADLINES: &[&str] = &[
    "#main-title",
    "founder-title",
    "#maintitle",
    ".main-title",
    ".maintitle",
    "#articletitle",
    ".articletitle",
    ".article-title",
    ".detcontit",
    ".title_a",
    ".content-title",
    ".article_title",
    ".news-title",
    ".newstitle",
    ".title-main",
    ".zhuti",
    ".bt1",
    ".bt",
];

/// Elements with a deck (副题).
pub const DECKS: &[&str] = &[
    "#sub-title",
    "founder-subtitle",
    "founder-sub-title",
    "#subtitle",
    ".subtitle",
    ".sub-title",
    ".futi",
    ".ft",
    ".title-sub",
];

/// Elements round the head of an article, in which h3, h1 and h2 are kicker, headline and deck; and round its body.
pub const FRAMES: &[&str] = &[
    ".article-box .article",
    ".text_c",
    ".article",
    "#content_nr",
    ".main-content",
    ".bggray .margin15",
    ".margin15",
    ".detailswrap",
    ".article-content",
    ".content-box",
    ".newscontent",
    "#spacebox .item",
    ".article-main",
    "#article",
    "article",
    ".content",
    "#content",
];

/// Elements with the author.
pub const AUTHORS: &[&str] = &[
    "founder-author",
    "#author",
    "#authors",
    ".author",
    ".sec",
    ".article-author",
    ".zuozhe",
    ".writer",
];

/// Elements with the body of an article.
pub const BODIES: &[&str] = &[
    "founder-content",
    "#articlecontent",
    "#ozoom",
    "cms-content",
    "#contenttext",
    "#zoom",
    "#newscontent",
    "#articletext",
    "#article-content",
    "#contentarea",
    ".article-content",
    ".articlecontent",
    ".detailswrap",
    ".text_content",
    ".content-txt",
    ".nr_content",
    "#content",
    ".article_content",
    ".bggray .margin15",
];

/// Bodies that only e-papers have.
pub const SURE_BODIES: &[&str] = &[
    "founder-content",
    "#ozoom",
    "cms-content",
    "#nowlayout",
    "founder-title",
    ".bggray .margin15",
    ".detcontit",
    "#main-title",
];

/// Elements with the day, and often with the paper's name and the page.
pub const DATES: &[&str] = &[
    ".newstime",
    ".date",
    ".lai",
    ".sec",
    "#date",
    ".rq",
    ".riqi",
    ".time",
    ".pubtime",
    "#pubtime",
    ".pub-date",
    ".paperdate",
    "#author",
    ".article-info",
    ".info",
    ".nav-date",
];

/// Elements with the label of an article's page.
pub const LABELS: &[&str] = &[
    "#nowlayout",
    "#pagenum",
    ".sec",
    ".lai",
    ".date",
    ".ban",
    ".banci",
    ".bmname",
    ".article-info",
    ".info",
    ".banming",
    ".l_t",
    ".pic-info-summary",
    ".paperinfo",
    ".bm01",
];

/// Elements that name the page whose list this is.
pub const OWN_PAGE: &[&str] = &[
    ".ban",
    ".banci",
    ".l_t",
    ".bm01",
    ".paperinfo",
    ".pic-info-summary",
    ".banming",
    ".bmname strong",
    ".nowpage",
    "#layout",
    ".layout-title",
    ".page-title",
    ".column.epaper h3",
];

/// Elements that lead to the pages of an issue, or head their lists of titles.
pub const PAGE_MARKS: &[&str] = &["a", ".nav-panel-heading", "option"];

/// Elements round the links to the pages of an issue: a label there needs no 版.
pub const PAGE_LISTS: &[&str] = &[
    "a#pagelink",
    "#pagelist a",
    ".swiper-slide a",
    "#list a",
    ".layout-catalogue-list a",
    ".layout-catalogue-item a",
    ".bmname a",
    ".right_title-name a",
    ".nav-panel-heading",
    ".listdaohang h4 a",
];

/// Elements round the titles of a page.
pub const TITLE_LISTS: &[&str] = &[
    ".news-list",
    "#titlelist",
    ".titlelist",
    ".list01",
    "#artplist1",
    ".main-ed-articlenav-list",
    ".news_list",
    ".articlelist",
    "#articlelist",
    ".title-list",
    ".listdaohang",
    ".nav-items",
    "#btdh",
    ".humor",
];

/// The picture of a page, where no map names it.
pub const FACSIMILES: &[&str] = &[
    "#page_img",
    ".paper img",
    ".ban img",
    ".tu2-2 img",
    ".bm img",
    "#bantu img",
    ".pic-box img",
    ".page-pic img",
    ".layout-pic img",
];

/// Attributes that hold where a link leads.
pub const LINKS: &[&str] = &["href", "daoxiang", "data-href"];
