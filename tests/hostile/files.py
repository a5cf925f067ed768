"""Files that nobody means well with, each by the name of what it tries."""

from __future__ import annotations

DEEP = 100_000
HEAD = "deal: d\ntitle: A title\nentries:\n"
ENTRY = "  - {on: 2020-09-13, what: Oracle chosen}\n"

CASEBOOKS: dict[str, bytes] = {
    name: each if isinstance(each, bytes) else str(each).encode()
    for name, each in {
        "lists in lists": "[" * DEEP,
        "lists in lists, closed": "[" * DEEP + "]" * DEEP,
        "maps in maps": "{a: " * DEEP,
        "items in items": "- " * DEEP,
        "questions": "? " * DEEP,
        "deeper and deeper": "".join(f"{' ' * at}a:\n" for at in range(1_200)),
        "billion laughs": "a0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
        "an alias of itself": "&a deal: *a\nentries: &b [*b, *b]\n",
        "a list in itself": "deal: d\nentries: &b [*b]\n",
        "an anchor twice": "- &a x\n- &a y\n",
        "an object": "deal: !!python/object/apply:os.system ['touch owned']\n",
        "a name of Python": HEAD + "  - !!python/name:os.system\n",
        "a merge": "a: &a {deal: d}\n<<: *a\n",
        "a merge of nothing": "deal: d\n<<: {title: x}\n",
        "a key twice": "deal: d\ndeal: e\nentries: []\n",
        "keys of keys": "? [deal]\n: d\n? {a: b}\n: c\n",
        "no key": ": d\n",
        "a tab": "deal:\n\td\n",
        "tabs for spaces": "deal: d\nentries:\n\t- x\n",
        "YAML 3": "%YAML 3.9\n---\ndeal: d\n",
        "a tag of nobody": "deal: !nobody!x d\n",
        "an open quote": 'deal: "d\n',
        "an open list": "deal: d\nentries: [\n",
        "an alias of nothing": "deal: *nothing\n",
        "NUL": b"deal: d\0\n",
        "an escape": b"deal: d\ntitle: a\x1b[2J\n",
        "an escape, escaped": 'deal: d\ntitle: "a\\e[2J"\n',
        "an escape of no character": 'deal: d\ntitle: "a\\U00110000"\n',
        "an escape of no number": 'deal: d\ntitle: "a\\UFFFFFFFF"\n',
        "a C1 control": "deal: d\ntitle: a\x9b2J\n",
        "another kind of line": "deal: d\u2028title: x\x85seller: y\n",
        "turned round": "deal: d\ntitle: \u202eabc\n",
        "half a character": 'deal: d\ntitle: "\\ud800"\n',
        "a key that turns": "deal: d\n\u202eeltit: x\n",
        "a key that clears": 'deal: d\n"\\e[2J": x\n',
        "a tag that turns": "deal: !\u202ex d\n",
        "an anchor that turns": "deal: &\u202ex *\u202ey\n",
        "no UTF-8": b"deal: d\ntitle: \xff\xfe\n",
        "overlong": b"deal: d\ntitle: \xc0\x80\n",
        "UTF-16": "deal: d\n".encode("utf-16"),
        "UTF-16 without a mark": "deal: d\n".encode("utf-16-le"),
        "UTF-32": "deal: d\n".encode("utf-32"),
        "a number for a list": "deal: d\nentries: 5\n",
        "a list for a name": "deal: [d]\n",
        "nothing at all": "",
        "comments alone": "# nothing\n",
        "documents of nothing": "---\n---\n...\n---\n",
        "an id of two lines": HEAD + '  - {on: 2020-09-13, what: x bid, id: "a\\e\\nb"}\n',
        "an hour of 60": HEAD + "  - {on: 1:30, what: Oracle chosen}\n",
        "an octal": HEAD + "  - {on: 0o17, what: Oracle chosen}\n",
        "long keys": f"deal: d\n{'k' * 200_000}: x\n",
        "a long name": f"deal: {'d' * 200_000}\n",
        "a long id": HEAD + f"  - {{on: 2020-09-13, what: x bid, id: {'i' * 200_000}}}\n",
        "a long quote": HEAD
        + f"  - {{on: 2020-09-13, what: x, source: {{publisher: R, quote: {'q ' * 99_999}}}}}\n",
        "a long publisher": HEAD
        + f"  - {{on: 2020-09-13, what: x bid, source: {{publisher: {'R' * 9_999}}}}}\n",
        "a long party": HEAD + f"  - {{on: 2020-09-13, what: x bid, by: {'P' * 9_999}}}\n",
        "a long zone": f"deal: d\nzone: {'Z' * 200_000}\n",
        "a zone that is a file": "deal: d\nzone: ../../../../etc/passwd\n",
        "an amendment of itself": HEAD + "  - {retract: x, because: y, id: x}\n",
        "everything wrong": HEAD + "  - {on: soon, what: whatever, id: [], by: {}}\n" * 300,
    }.items()
}
"""Casebooks of which nothing is recorded."""

READ_AS_TEXT: dict[str, str] = {
    "no": "NO",
    "a Boolean": "on",
    "a date": "2020-09-14",
    "sexagesimal": "1:30:00",
    "an octal": "0777",
    "a float": ".inf",
    "not a number": ".NaN",
    "nothing": "null",
    "a tilde": "~",
    "binary": '!!binary "aGVsbG8="',
    "a set": '!!set "x"',
    "a timestamp": "!!timestamp 2001-12-14t21:59:43.10-05:00",
    "an integer": "!!int 5",
}
"""What a parser of YAML 1.1 would make something else of."""


def line(entry: str, deal: str = '"d"', previous: str = '""', digest: str = '"0"') -> str:
    return f'{{"deal":{deal},"entry":{entry},"previous":{previous},"hash":{digest}}}'


def numbered(number: str, event: str = '{"event":"DealOpened","title":"T","zone":"UTC"}') -> str:
    return f'{{"number":{number},"id":"","event":{event},"recorded":"2020-09-13T10:00:00+00:00"}}'


LOGS: dict[str, bytes] = {
    name: each if isinstance(each, bytes) else str(each).encode()
    for name, each in {
        "lists in lists": line("[" * DEEP + "]" * DEEP),
        "lists never closed": line("[" * DEEP),
        "maps in maps": line('{"a":' * DEEP + "1" + "}" * DEEP),
        "deep in an event": line(numbered("0", '{"event":"DealOpened","x":' + "[" * DEEP)),
        "infinity": line(numbered("1e999")),
        "a fraction": line(numbered("0.5")),
        "a number of 5,000 digits": line(numbered("9" * 5_000)),
        "a number of 4,000 digits": line(numbered("9" * 4_000)),
        "beyond 64 bits": line(numbered(str(2**64))),
        "less than nothing": line(numbered("-1")),
        "not a number": line(numbered("NaN")),
        "a number as text": line(numbered('"0"')),
        "half a character": line("{}", deal='"\\ud800"'),
        "half a character in an entry": line(numbered("0", '{"event":"\\udfff"}')),
        "a key twice": line('{"number":0,"number":7,"id":"","event":{"event":"DealOpened"}}'),
        "the deal twice": '{"deal":"d","deal":"e","entry":{},"previous":"","hash":""}',
        "an unknown key": '{"deal":"d","__class__":1}',
        "an unknown event": line(numbered("0", '{"event":"__import__"}')),
        "half a line": '{"deal":"d","entry":{"numb',
        "no UTF-8": b'{"deal":"\xff","entry":{}}',
        "NUL": b'{"deal":"d\0"}',
        "an escape": b'{"deal":"d\x1b[2J"}',
        "an escape, escaped": line("{}", deal='"\\u001b[2J"'),
        "a name that turns": line(numbered("0"), deal='"\u202ed"'),
        "a hash that is long": line(numbered("0"), digest=f'"{"0" * 200_000}"'),
        "a name that is long": line(numbered("0"), deal=f'"{"d" * 200_000}"'),
        "lines of CR": line(numbered("0")) + "\r" + line(numbered("1")) + "\r",
        "another kind of line": line(numbered("0")) + "\u2028" + line(numbered("1")),
        "a mark in every line": "\ufeff" + line("{}") + "\n\ufeff" + line("{}"),
        "UTF-16": line(numbered("0")).encode("utf-16"),
        "many lines": (line("{}") + "\n") * 500,
    }.items()
}
"""Logs of which nothing is restored."""

FEATURES: dict[str, bytes] = {
    name: each if isinstance(each, bytes) else str(each).encode()
    for name, each in {
        "nothing": "",
        "an escape": "Feature: a\x1b[2J\n  Scenario: b\x07\n    Given nothing\x9b\n",
        "turned round": "Feature: \u202ea\n  Scenario: b\n    Given the deal \u202e\n",
        "another language": "# language: xx\nFeature: a\n",
        "a language that clears": "# language: \x1b[2J\nFeature: a\n",
        "a language of turning": "# language: \u202e\nFeature: a\n",
        "NUL": b'Feature: a\0\n  Scenario: \0\n    Given the deal "T\0" in UTC\n',
        "no UTF-8": b"Feature: \xff\n",
        "UTF-16": "Feature: a\n".encode("utf-16"),
        "an open text": 'Feature: a\n  Scenario: b\n    Given x\n      """\n',
        "ragged": "Feature: a\n  Scenario: b\n    Given these entries:\n"
        "      | a | b |\n      | c |\n",
        "no table": "Feature: a\n  Scenario Outline: <x>\n    Given <y>\n"
        "    Examples:\n      | x |\n",
        "code": "Feature: {0}\n  Scenario: {feature!r}\n    Given '''+__import__('os')+'''\n",
        "a name of no letters": 'Feature: a\n  Scenario: !!!\n    Given the deal "T" in UTC\n',
        "no name": 'Feature:\n  Scenario:\n    Given the deal "T" in UTC\n',
        "a long name": f'Feature: a\n  Scenario: {"s" * 99_999}\n    Given the deal "T" in UTC\n',
        "a long step": f"Feature: a\n  Scenario: s\n    Given {'the deal ' * 20_000}\n",
        "a long title": f'Feature: a\n  Scenario: s\n    Given the deal "{"T" * 99_999}" in UTC\n',
        "no zone": 'Feature: a\n  Scenario: s\n    Given the deal "T" in ../../etc/passwd\n',
        "a tag": "@\x1b @a(b) @a:b\nFeature: a\n  Scenario: s\n    Given x\n",
        "rules": "Feature: a\n  Rule: r\n    Rule: s\n",
        "two features": "Feature: a\nFeature: b\n",
        "quotes": 'Feature: a\n  Scenario: s\n    When """"" on ""\n',
        "a time": 'Feature: a\n  Scenario: s\n    Given the deal "T" in UTC\n'
        '    When "Oracle bid" on 9999-99-99\n',
        "markup": "Feature: <script>\n  Scenario: [red]\n    Given <x>\n",
    }.items()
}

HEADS: dict[str, bytes] = {
    name: each if isinstance(each, bytes) else str(each).encode()
    for name, each in {
        "lists in lists": "[" * DEEP,
        "a number of 5,000 digits": f"tiktok {'9' * 5_000} hash recorded",
        "the same in JSON": f'[{{"deal":"tiktok","entry":{"9" * 5_000}}}]',
        "other digits": "tiktok \u0665 hash recorded",
        "powers": "tiktok \u00b2 hash recorded",
        "an escape": "tiktok 1 \x1b[2J x",
        "a deal that clears": '[{"deal":"\\u001b[2J","entry":1,"hash":"h","recorded":"r"}]',
        "a long deal": f"{'d' * 99_999} 1 h r",
        "beyond every entry": '[{"deal":"tiktok","entry":99999999999999999999,"hash":"h",'
        '"recorded":"r"}]',
        "less than nothing": '[{"deal":"tiktok","entry":-1,"hash":"h","recorded":"r"}]',
        "no UTF-8": b"\xff",
        "NUL": b"tiktok 1 \0 x",
    }.items()
}
