//! Issues of newspapers that do not exist, printed as the publishing systems of real ones print theirs. Every word is made here,
//! from a number, so that what arrives can be compared with what was printed.

use jiff::civil::Date;

/// A publishing system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The newer Founder system: pages below `layout/`, stories below `content/`.
    Layout,
    /// The one before it: `nbs` and `nw`, titles in scripts.
    Nbs,
    /// The classic one: `node_1.htm`, in GBK under another label.
    Classic,
    /// PaperIndex: links in an attribute of their own.
    PaperIndex,
}

pub const FAMILIES: [Family; 4] = [
    Family::Layout,
    Family::Nbs,
    Family::Classic,
    Family::PaperIndex,
];

/// A story as it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    pub headline: String,
    pub paragraphs: Vec<String>,
}

/// An issue.
#[derive(Clone, Debug)]
pub struct Issue {
    pub family: Family,
    pub day: Date,
    /// The stories of each page.
    pub pages: Vec<Vec<Printed>>,
}

/// A file of a site.
pub struct File {
    pub path: String,
    pub kind: &'static str,
    pub bytes: Vec<u8>,
}

const HTML: &str = "text/html";

impl Issue {
    /// An issue with so many pages, and so many stories on them in all; `seed` tells one paper from another.
    pub fn new(family: Family, day: Date, pages: usize, stories: usize, seed: usize) -> Self {
        let mut printed = vec![Vec::new(); pages];
        for number in 0..stories {
            printed[number % pages].push(story(seed * 10_000 + number));
        }
        Self {
            family,
            day,
            pages: printed,
        }
    }

    /// The path that leads to the latest issue.
    pub fn entry(&self) -> &'static str {
        match self.family {
            Family::Layout => "/pc/layout/index.html",
            Family::Nbs | Family::Classic => "/paperindex.htm",
            Family::PaperIndex => "/content/PaperIndex.htm",
        }
    }

    /// The path of the issue of a day, with places for it.
    pub fn front(&self) -> &'static str {
        match self.family {
            Family::Layout => "/pc/layout/{yyyy}{mm}/{dd}/node_01.html",
            Family::Nbs => "/html/{yyyy}-{mm}/{dd}/nbs.D110000yuebao_01.htm",
            Family::Classic => "/html/{yyyy}-{mm}/{dd}/node_2.htm",
            Family::PaperIndex => "/content/{yyyy}{mm}{dd}/Page01BC.htm",
        }
    }

    /// All files of the issue, its pages and its stories, and what leads to it.
    pub fn files(&self) -> Vec<File> {
        let mut files = vec![self.leader()];
        for page in 0..self.pages.len() {
            files.push(self.file(self.page_path(page), self.page(page)));
            for story in 0..self.pages[page].len() {
                files.push(self.file(self.story_path(page, story), self.story(page, story)));
            }
        }
        files
    }

    fn file(&self, path: String, markup: String) -> File {
        let bytes = match self.family {
            Family::Classic => encoding_rs::GBK.encode(&markup).0.into_owned(),
            _ => markup.into_bytes(),
        };
        File {
            path,
            kind: HTML,
            bytes,
        }
    }

    fn leader(&self) -> File {
        let to = self.page_path(0);
        let markup = match self.family {
            Family::PaperIndex => {
                format!("<html><script>window.location.href='{to}';</script></html>")
            }
            _ => format!("<html><META HTTP-EQUIV=REFRESH CONTENT=\"0; URL={to}\"></html>"),
        };
        self.file(self.entry().to_owned(), markup)
    }

    /// The path of a page.
    pub fn page_path(&self, page: usize) -> String {
        format!("{}/{}", self.page_folder(), self.page_name(page))
    }

    /// The path of a story.
    pub fn story_path(&self, page: usize, story: usize) -> String {
        let folder = match self.family {
            Family::Layout => format!("/pc/content/{}", self.day.strftime("%Y%m/%d")),
            _ => self.page_folder(),
        };
        format!("{folder}/{}", self.story_name(page, story))
    }

    fn page_folder(&self) -> String {
        let pattern = match self.family {
            Family::Layout => "/pc/layout/%Y%m/%d",
            Family::Nbs | Family::Classic => "/html/%Y-%m/%d",
            Family::PaperIndex => "/content/%Y%m%d",
        };
        self.day.strftime(pattern).to_string()
    }

    fn page_name(&self, page: usize) -> String {
        match self.family {
            Family::Layout => format!("node_{:02}.html", page + 1),
            Family::Nbs => format!("nbs.D110000yuebao_{:02}.htm", page + 1),
            Family::Classic => format!("node_{}.htm", page + 2),
            Family::PaperIndex => format!("Page{:02}BC.htm", page + 1),
        }
    }

    fn story_name(&self, page: usize, story: usize) -> String {
        let number = 10_000 + page * 100 + story;
        match self.family {
            Family::Layout => format!("content_{number}.html"),
            Family::Nbs => {
                let day = self.day.strftime("%Y%m%d");
                format!("nw.D110000yuebao_{day}_{}-{:02}.htm", story + 1, page + 1)
            }
            Family::Classic => format!("content_{number}.htm"),
            Family::PaperIndex => format!("Articel{:02}{:03}BC.htm", page + 1, story + 1),
        }
    }

    fn link(&self, page: usize, story: usize) -> String {
        let name = self.story_name(page, story);
        match self.family {
            Family::Layout => format!("../../../content/{}/{name}", self.day.strftime("%Y%m/%d")),
            _ => name,
        }
    }

    fn page(&self, page: usize) -> String {
        let own = self.label(page);
        let day = self.day.strftime("%Y年%m月%d日");
        let stories = self.pages[page].iter().enumerate();
        let stories: Vec<(String, &str)> = stories
            .map(|(at, story)| (self.link(page, at), story.headline.as_str()))
            .collect();
        let pages = 0..self.pages.len();
        let pages: Vec<(String, String)> = pages
            .map(|at| (self.page_name(at), self.label(at)))
            .collect();
        let list = |item: &dyn Fn(&str, &str) -> String| -> String {
            stories
                .iter()
                .map(|(link, title)| item(link, title))
                .collect()
        };
        let leaves = |item: &dyn Fn(&str, &str) -> String| -> String {
            pages
                .iter()
                .map(|(link, label)| item(link, label))
                .collect()
        };
        match self.family {
            Family::Layout => format!(
                "<html><head><meta charset=utf-8><title>试印日报</title></head><body><p class='left ban'>第{own}</p>\
                 <p class='date left'>试印日报 <span class=newstime>{day}</span></p>{}<ul class=news-list>{}</ul></body></html>",
                leaves(&|link, label| format!(
                    "<div class=swiper-slide><a id=pageLink href={link}>{label}</a></div>"
                )),
                list(&|link, title| format!("<li><span>·</span><a href={link}> {title} </a></li>")),
            ),
            Family::Nbs => format!(
                "<html><head><title>试印日报电子版</title></head><body><div class=ban><div class=l_t>第{own}</div></div>\
                 <div id=pageList><ul>{}</ul></div><div id=titleList><ul>{}</ul></div></body></html>",
                leaves(&|link, label| format!(
                    "<div class=right_title-name><a id=pageLink href=./{link}>第{label}</a></div>"
                )),
                list(&|link, title| format!(
                    "<li><a href={link}><script>document.write(view(\"{title}  \"))</script></a></li>"
                )),
            ),
            Family::Classic => format!(
                "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>试印日报--数字报</title></head><body>\
                 <div class=banci>第{own}</div><ul>{}</ul><div class=date>{day}</div>{}</body></html>",
                list(&|link, title| format!(
                    "<li><a href={link}?div=-1><div style='display:inline' id=mp1>{title}</div></a>"
                )),
                leaves(&|link, label| format!(
                    "<div class=bmname1>&nbsp;<a id=pageLink href=./{link}>第{label}</a></div>"
                )),
            ),
            Family::PaperIndex => {
                let all = |at: usize, link: &str, label: &str| {
                    let stories = self.pages[at].iter().enumerate();
                    let titles: String = stories
                        .map(|(story, it)| {
                            format!(
                                "<li><a daoxiang={}>{}</a></li>",
                                self.link(at, story),
                                it.headline
                            )
                        })
                        .collect();
                    format!("<h4><a href={link}>{label}</a></h4><ul>{titles}</ul>")
                };
                let lists = pages
                    .iter()
                    .enumerate()
                    .map(|(at, (link, label))| all(at, link, label));
                let lists: String = lists.collect();
                format!(
                    "<html><head><meta charset=utf-8><title>试印日报</title></head><body><div class=listdaohang>{lists}</div></body></html>"
                )
            }
        }
    }

    fn label(&self, page: usize) -> String {
        format!("{:02}版：第{}叠", page + 1, number(page))
    }

    fn story(&self, page: usize, story: usize) -> String {
        let Printed {
            headline,
            paragraphs,
        } = &self.pages[page][story];
        let body: String = paragraphs
            .iter()
            .map(|text| format!("<p>　　{text}</p>"))
            .collect();
        let day = self.day.strftime("%Y年%m月%d日");
        match self.family {
            Family::Layout => format!(
                "<html><head><meta charset=utf-8><title>{headline}</title></head><body><div class=article><h3></h3><h1>{headline}</h1><h2></h2>\
                 <p class=sec><span class=date>《试印日报》（{day}　第 {:02} 版）</span></p><div id=ozoom><!--enpcontent-->{body}<!--/enpcontent--></div></div></body></html>",
                page + 1
            ),
            Family::Nbs => format!(
                "<html><head><title>试印日报电子版</title></head><body><div class=text_c><h3></h3><h1>{headline}</h1><h2></h2><h4></h4>\
                 <div class=lai>《 试印日报 》（ {day}   <b>{:02}</b> 版）</div><div id=ozoom><!--enpcontent--><div id=articleContent>{body}</div><!--/enpcontent--></div></div></body></html>",
                page + 1
            ),
            Family::Classic => format!(
                "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>试印日报</title></head><body>\
                 <founder-title>{headline}</founder-title><founder-author></founder-author><div id=ozoom><founder-content>{body}</founder-content></div></body></html>"
            ),
            Family::PaperIndex => format!(
                "<html><head><meta charset=utf-8><title>试印日报</title></head><body><div class=nav><a href={}>{}</a></div><div class=bggray><div class=margin15><h2>{headline}</h2><h3></h3><h4></h4><h5></h5>{body}</div></div></body></html>",
                self.page_name(page),
                self.label(page)
            ),
        }
    }
}

/// A story that its number tells, and no other has.
pub fn story(number: usize) -> Printed {
    const WHO: [&str; 8] = [
        "渡口", "菜场", "老街", "桥头", "学堂", "河滩", "山村", "车站",
    ];
    const WHAT: [&str; 8] = [
        "添了新灯",
        "换了水管",
        "修好台阶",
        "种下柳树",
        "开了夜市",
        "通了班车",
        "办起书会",
        "装上扶手",
    ];
    let code = self::number(number);
    let headline = format!("{}{}第{code}回", WHO[number % 8], WHAT[number / 8 % 8]);
    let paragraphs = (0..5)
        .map(|at| {
            let who = WHO[(number + at) % 8];
            let what = WHAT[(number / 3 + at) % 8];
            format!(
                "{who}的人说，自从{what}，第{code}件事总算有了着落。{who}离城不远，走过去要半个钟头，\
                 路上有卖豆浆的，也有修伞的；到了傍晚，灯一盏一盏亮起来，水面上也跟着亮了第{}片。",
                self::number(number * 7 + at)
            )
        })
        .collect();
    Printed {
        headline,
        paragraphs,
    }
}

/// A number in Chinese digits.
fn number(number: usize) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    number
        .to_string()
        .bytes()
        .map(|digit| DIGITS[usize::from(digit - b'0')])
        .collect()
}
