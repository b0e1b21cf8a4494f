"""Which keys the front matter of a manuscript may have, for which format, and with which values."""

from __future__ import annotations

import re
from typing import Any

FORMATS = ("html", "pdf", "scan", "docx", "txt")
PORTALS = ("nukeviet", "sharepoint", "liferay", "dnn", "vnpt", "wordpress", "bao", "plain", "print")

EVERY = {"format", "split", "normal_form", "traps"}
PAGE = {"portal", "url", "page_title", "title", "site", "published", "published_meta", "views", "author",
        "source_name", "sapo", "breadcrumb", "menu", "related", "sidebar", "attachments", "footer", "card",
        "capture_banner", "clock", "toc", "encoding"}
LETTER = {"national", "superior", "agency", "number_line", "place_line", "reference", "heading", "abstract",
          "attached_to", "addressee", "recipients", "signature"}
SHEET = {"hidden", "page_numbers", "running_head", "rotated_page", "footnotes"}
KEYS = {
    "html": EVERY | PAGE,
    "pdf": EVERY | LETTER | SHEET | {"stamped"},
    "scan": EVERY | LETTER | SHEET | {"pen", "receipt_stamp", "skew", "bad_text_layer"},
    "docx": EVERY | LETTER,
    "txt": EVERY | LETTER | {"encoding"},
}
NEEDED = {"html": ("portal", "url", "title"), "pdf": (), "scan": (), "docx": (), "txt": ()}
VALUES: dict[str, tuple[str, ...]] = {
    "format": FORMATS,
    "split": ("dev", "test"),
    "normal_form": ("NFC", "NFD"),
    "portal": PORTALS,
    "national": ("state", "party", "none"),
    "page_numbers": ("top", "bottom"),
}
ENCODINGS = {"html": ("utf-8", "windows-1258", "utf-16", "declared-wrong"),
             "txt": ("utf-8", "utf-8-bom", "utf-8-sig", "bom", "utf-16", "windows-1258")}
LISTS = {"breadcrumb", "menu", "related", "attachments", "footer", "recipients", "signature", "footnotes"}
MAPPINGS = {"card", "stamped", "pen"}
NUMBERS = {"skew", "rotated_page"}
FLAGS = {"capture_banner", "toc", "bad_text_layer"}
BLANKS = {"number", "day", "month", "year"}


def check_front(front: dict[str, Any]) -> list[str]:
    """What is wrong with the front matter, in words; an empty list where nothing is."""
    form = front.get("format")
    if form not in FORMATS:
        return [f"format must be one of {', '.join(FORMATS)}, not {form!r}"]
    problems = [f"key {key!r} is not known for {form}" for key in front if key not in KEYS[form]]
    problems += [f"key {key!r} is missing" for key in ("split", *NEEDED[form]) if key not in front]
    problems += [f"{key} must be one of {', '.join(allowed)}, not {front[key]!r}"
                 for key, allowed in VALUES.items() if key in front and front[key] not in allowed]
    encodings = ENCODINGS.get(form, ())
    if front.get("encoding", "utf-8").lower() not in ("utf-8", *encodings):
        problems.append(f"encoding must be one of {', '.join(encodings)}, not {front['encoding']!r}")
    for key, value in front.items():
        problems += _shape(key, value)
    return problems


def _shape(key: str, value: Any) -> list[str]:
    """Whether one value has the form that its key asks for."""
    if key in LISTS and not isinstance(value, list):
        return [f"{key} must be a list"]
    if key in MAPPINGS and not isinstance(value, dict):
        return [f"{key} must be a mapping {{name: value}}"]
    if key in ("stamped", "pen"):
        allowed = ", ".join(sorted(BLANKS))
        return [f"{key}.{name} is none of {allowed}" for name in value if name not in BLANKS]
    if key in NUMBERS and not re.fullmatch(r"-?\d+(\.\d+)?", str(value)):
        return [f"{key} must be a number, not {value!r}"]
    if key in FLAGS and str(value).lower() not in ("true", "false", "yes", "no"):
        return [f"{key} must be true or false, not {value!r}"]
    if key == "attachments":
        return ["attachments must be a list of {text, href}"
                for item in value if not isinstance(item, dict) or "text" not in item]
    if key == "sidebar":
        boxes = value if isinstance(value, list) else [value]
        return ["sidebar must be {heading, items: [..]}" for box in boxes
                if not isinstance(box, dict) or not isinstance(box.get("items"), list)]
    if key in ("related", "breadcrumb", "menu", "footer", "recipients", "footnotes"):
        return [f"{key} must be a list of texts (quote the item {item!r})"
                for item in value if not isinstance(item, str)]
    if key not in LISTS | MAPPINGS | {"traps", "sidebar"} and not isinstance(value, str):
        return [f"{key} must be one text, not a {type(value).__name__}"]
    return []
