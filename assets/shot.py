#!/usr/bin/env python3
"""Turn a terminal's screen into a picture: `tmux capture-pane -e -p | assets/shot.py > assets/front.svg`.

Every glyph is placed at its own cell, so that Han characters take two cells in any browser and with any font.
Reads SGR: bold, dim, italic, underline, reverse, crossed out, the 16 colours, the 256 and the 16 million.
Only the standard library is used. `--check` runs the checks of this script itself.
"""
import argparse, re, sys, unicodedata
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

CELL_W, CELL_H, BASELINE, SIZE = 9, 20, 15, 15
FONTS = "'DejaVu Sans Mono','Noto Sans Mono',Menlo,Consolas,'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',monospace"

# Ground, ink, and the sixteen colours, for paper seen by day and by night.
THEMES = {
    "light": ("#fbfaf6", "#24231f", "24231f a3261f 3f6b2a 8a6414 2b558f 7a3f7d 2a6f73 8d8a80 6b6860 c43d34 55883a a97c1e 3a6fb5 99559c 3a8b90 d9d6cb"),
    "dark": ("#1b1c1e", "#d9d6cd", "1b1c1e d9776d 93b57c d6b36a 83a6d6 b98fbd 7fb8bb b9b6ad 77756e ec968d abcd94 e6c98a 9fbdea cda9d0 9ad0d3 f4f1e8"),
}


@dataclass(frozen=True)
class Style:
    fg: str | None = None
    bg: str | None = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False
    strike: bool = False


FLAGS = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse", 9: "strike"}
UNFLAGS = {22: ("bold", "dim"), 23: ("italic",), 24: ("underline",), 27: ("reverse",), 29: ("strike",)}


def indexed(n, palette):
    if n < 16:
        return "#" + palette[n]
    if n >= 232:
        return "#" + f"{8 + (n - 232) * 10:02x}" * 3
    n -= 16
    steps = (0, 95, 135, 175, 215, 255)
    return "#" + "".join(f"{steps[i]:02x}" for i in (n // 36, n // 6 % 6, n % 6))


def sgr(style, params, palette):
    """One `ESC [ … m` applied to a style."""
    numbers = [int(p) if p.isdigit() else 0 for p in re.split("[;:]", params or "0")]
    at = 0
    while at < len(numbers):
        n = numbers[at]
        at += 1
        if n == 0:
            style = Style()
        elif n in FLAGS:
            style = replace(style, **{FLAGS[n]: True})
        elif n in UNFLAGS:
            style = replace(style, **{name: False for name in UNFLAGS[n]})
        elif n in (38, 48):
            key = "fg" if n == 38 else "bg"
            if numbers[at : at + 1] == [5] and len(numbers) > at + 1:
                style, at = replace(style, **{key: indexed(numbers[at + 1] & 255, palette)}), at + 2
            elif numbers[at : at + 1] == [2] and len(numbers) > at + 3:
                rgb = "#" + "".join(f"{v & 255:02x}" for v in numbers[at + 1 : at + 4])
                style, at = replace(style, **{key: rgb}), at + 4
        elif n in (39, 49):
            style = replace(style, **{"fg" if n == 39 else "bg": None})
        else:
            for low, key, base in ((30, "fg", 0), (40, "bg", 0), (90, "fg", 8), (100, "bg", 8)):
                if low <= n < low + 8:
                    style = replace(style, **{key: "#" + palette[n - low + base]})
    return style


def width(char):
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def parse(text, palette):
    """Rows of (column, cells, glyph, style)."""
    rows, row, column, style = [], [], 0, Style()
    token = re.compile(r"\x1b\[([0-9;:]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x0e|\x0f|(.)", re.S)
    for match in token.finditer(text):
        char = match.group(2)
        if match.group(1) is not None:
            style = sgr(style, match.group(1), palette)
        elif char == "\n":
            rows.append(row)
            row, column = [], 0
        elif char is not None and width(char):
            row.append((column, width(char), char, style))
            column += width(char)
        elif char is not None and row and unicodedata.combining(char):
            at, cells, glyph, old = row[-1]
            row[-1] = (at, cells, glyph + char, old)
    rows.append(row)
    while rows and not any(glyph.strip() or s.bg or s.reverse for _, _, glyph, s in rows[-1]):
        rows.pop()
    return rows


def main_ground(rows, ground):
    """The background that most of the screen has: a program that colours its ground colours the whole picture."""
    cells = [style.bg for row in rows for _, _, _, style in row if not style.reverse]
    commonest = max(set(cells), key=cells.count, default=None)
    return commonest if commonest and cells.count(commonest) * 2 > len(cells) else ground


def colours(style, ground, ink):
    fg, bg = style.fg or ink, style.bg or ground
    return (bg, fg) if style.reverse else (fg, bg)


def runs(row, key):
    """Neighbouring cells that share `key`, as lists."""
    out = []
    for cell in row:
        if out and key(out[-1][-1]) == key(cell) and out[-1][-1][0] + out[-1][-1][1] == cell[0]:
            out[-1].append(cell)
        else:
            out.append([cell])
    return out


def attributes(style, fg):
    found = [f'fill="{fg}"']
    found += ['font-weight="700"'] * style.bold + ['font-style="italic"'] * style.italic
    found += ['opacity=".62"'] * style.dim
    return " ".join(found)


def draw_row(row, top, left, ground, ink):
    out = []
    for run in runs(row, lambda cell: colours(cell[3], ground, ink)[1]):
        bg, x = colours(run[0][3], ground, ink)[1], left + run[0][0] * CELL_W
        if bg != ground:
            cells = run[-1][0] + run[-1][1] - run[0][0]
            out.append(f'<rect x="{x}" y="{top}" width="{cells * CELL_W}" height="{CELL_H}" fill="{bg}"/>')
    for run in runs(row, lambda cell: cell[3]):
        style = run[0][3]
        fg, _ = colours(style, ground, ink)
        shown = [cell for cell in run if cell[2].strip()]
        if shown:
            # One element a glyph: the grid holds in any renderer, whatever the font's advance is. A wide glyph is
            # centred in its two cells.
            out.append(f"<g {attributes(style, fg)}>")
            out += [f'<text x="{left + (at + cells / 2) * CELL_W:g}" y="{top + BASELINE}">{escape(glyph)}</text>' for at, cells, glyph, _ in shown]
            out.append("</g>")
        x, end = left + run[0][0] * CELL_W, left + (run[-1][0] + run[-1][1]) * CELL_W
        for on, y in ((style.underline, top + BASELINE + 3), (style.strike, top + CELL_H // 2)):
            if on:
                out.append(f'<path d="M{x} {y}H{end}" stroke="{fg}"/>')
    return out


def picture(text, theme="light", columns=0, lines=0, title=""):
    ground, ink, palette = THEMES[theme]
    rows = parse(text, palette.split())
    ground = main_ground(rows, ground)
    columns = columns or max((row[-1][0] + row[-1][1] for row in rows if row), default=1)
    lines = lines or len(rows)
    pad = CELL_H
    w, h = columns * CELL_W + 2 * pad, lines * CELL_H + 2 * pad
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img">']
    out += [f"<title>{escape(title)}</title>"] if title else []
    out.append(f'<rect width="{w}" height="{h}" rx="8" fill="{ground}"/>')
    out.append(f'<g font-family="{FONTS}" font-size="{SIZE}" text-anchor="middle">')
    for number, row in enumerate(rows[:lines]):
        out += draw_row(row, pad + number * CELL_H, pad, ground, ink)
    return "\n".join(out + ["</g>", "</svg>"]) + "\n"


def check():
    palette = THEMES["light"][2].split()
    rows = parse("a\x1b[1;38;5;196m汉e\u0301\x1b[0m\x1b[7mx\x1b[27m \x1b[48;2;1;2;3m字\n\n", palette)
    assert len(rows) == 1 and [(at, w, g) for at, w, g, _ in rows[0]] == [(0, 1, "a"), (1, 2, "汉"), (3, 1, "e\u0301"), (4, 1, "x"), (5, 1, " "), (6, 2, "字")]
    styles = [style for _, _, _, style in rows[0]]
    assert styles[1] == Style(fg="#ff0000", bold=True) and styles[3].reverse and styles[5].bg == "#010203"
    assert indexed(244, palette) == "#808080" and sgr(Style(bold=True), "22", palette) == Style()
    drawn = picture("汉<\x1b[2;4mx", "dark", 10, 3)
    assert 'viewBox="0 0 130 100"' in drawn and f'<text x="{20 + CELL_W:g}" y="35">汉' in drawn and f'<text x="{20 + 2.5 * CELL_W:g}" y="35">&lt;' in drawn
    assert 'rx="8" fill="#010203"' in picture("\x1b[48;2;1;2;3m字字\x1b[0m.") and 'rx="8" fill="#010203"' not in picture("\x1b[48;2;1;2;3m字\x1b[0m....")
    print("shot: checks held")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--theme", choices=THEMES, default="light")
    options.add_argument("--columns", type=int, default=0, help="width of the screen in cells")
    options.add_argument("--lines", type=int, default=0, help="height of the screen")
    options.add_argument("--title", default="", help="what the picture shows, for those who do not see it")
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    if given.check:
        return check()
    sys.stdin.reconfigure(encoding="utf8")
    sys.stdout.reconfigure(encoding="utf8")
    sys.stdout.write(picture(sys.stdin.read(), given.theme, given.columns, given.lines, given.title))


if __name__ == "__main__":
    main()
