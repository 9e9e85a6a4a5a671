"""Feeds beside Python's feedparser, in one run: the same feeds, made here, read by both.

    cargo build --release && pip install feedparser && python3 benches/feeds.py target/release/yuebao

yuebao's time is that of whole processes, from the file to the edition as JSON; feedparser's is that of `parse` alone, its
import not counted. So the ratio is to feedparser's advantage.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5


def paragraph(number):
    """Our own words, marked up as feeds do it."""
    return (
        f'<p>Ferry number {number} left the quay at <a href="/timetable/{number}">six</a>. Those who waited had brought '
        "<em>umbrellas</em>, bread and yesterday&#8217;s paper; nobody spoke before the second bell.</p>\n"
    )


def rss(entries, paragraphs):
    items = []
    for n in range(entries):
        text = "".join(paragraph(n * 7 + k) for k in range(paragraphs))
        items.append(
            f"<item><title>Ferry {n} &amp;amp; the tide</title><link>https://post.example/{n}</link>"
            f'<guid isPermaLink="false">post-{n}</guid><pubDate>Wed, 08 Jul 2026 {n % 24:02}:30:00 +0200</pubDate>'
            f"<dc:creator>Ida Moss</dc:creator><category>Town {n % 5}</category><description>What to know of ferry {n}."
            f"</description><content:encoded><![CDATA[{text}]]></content:encoded></item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Harbour Post</title>'
        f"<link>https://post.example/</link>{''.join(items)}</channel></rss>"
    )


def atom(entries, paragraphs):
    items = []
    for n in range(entries):
        text = "".join(paragraph(n * 5 + k) for k in range(paragraphs))
        items.append(
            f'<entry><title>Ferry {n}</title><link href="/{n}"/><id>tag:lamp.example,2026:{n}</id>'
            f"<updated>2026-07-08T{n % 24:02}:30:00Z</updated><author><name>Tom Quill</name></author>"
            f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{text}</div></content></entry>'
        )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://lamp.example/">'
        f"<title>The Lamp</title>{''.join(items)}</feed>"
    )


def best(work):
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    import feedparser

    binary = sys.argv[1] if len(sys.argv) > 1 else "target/release/yuebao"
    feeds = {
        "rss, 30 entries": rss(30, 8),
        "rss, 200 entries": rss(200, 12),
        "atom, 50 entries": atom(50, 10),
        "atom, 300 entries": atom(300, 10),
    }
    total = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder:
        for name, feed in feeds.items():
            path = Path(folder) / "feed.xml"
            path.write_text(feed, encoding="utf-8")
            data = path.read_bytes()
            theirs = best(lambda: feedparser.parse(data))
            ours = best(lambda: subprocess.run([binary, "export", str(path)], stdout=subprocess.DEVNULL, check=True))
            total[0] += theirs
            total[1] += ours
            print(f"{name}, {len(data) >> 10} KB: feedparser {theirs * 1000:.1f} ms, yuebao {ours * 1000:.1f} ms, {theirs / ours:.1f} x")
    print(f"all: {total[0] / total[1]:.1f} x")


main()
