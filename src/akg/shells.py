"""Reads what has been typed as a shell does, and writes words so that a shell reads them as they are."""

_BLANK = " \t\n"
# What a backslash makes plain between double quotes, or in fish between single ones; elsewhere it stays.
_ESCAPED = {"bash": {'"': '$`"\\\n', "'": ""}, "fish": {'"': '$"\\\n', "'": "'\\"}}
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./,+@%:=")


class Line:
    r"""A line that has been typed up to the cursor, as bash splits it (zsh does likewise), or fish.

    Nothing is expanded. At its end there is always a word, empty after a blank.

    >>> line = Line("akg show O\\'Neill 'Hamza b")
    >>> line.words, line.quote, line.start
    (['akg', 'show', "O'Neill", 'Hamza b'], "'", 18)
    """

    def __init__(self, text: str, shell: str = "bash") -> None:
        self.words = [""]
        self.quote = ""  # the quotation mark that is still open at the end
        self.start = 0  # where the last word begins
        self._escaped = _ESCAPED[shell]
        self._in_word = False
        at = 0
        while at < len(text):
            at += self._quoted(text, at) if self.quote else self._bare(text, at)
        if not self._in_word:
            self.start = len(text)

    def _quoted(self, text: str, at: int) -> int:
        """Read what stands there between quotes; give how many characters that is."""
        char, after = text[at], text[at + 1 : at + 2]
        if char == "\\" and after and after in self._escaped[self.quote]:
            self._add(after, at)
            return 2
        if char == self.quote:
            self.quote = ""
        else:
            self._add(char, at)
        return 1

    def _bare(self, text: str, at: int) -> int:
        """Read likewise what stands outside quotes."""
        char = text[at]
        if char == "\\":
            self._add(text[at + 1 : at + 2], at)
            return 2
        if char in _BLANK:
            self._end()
        elif char in "'\"":
            self._add("", at)
            self.quote = char
        else:
            self._add(char, at)
        return 1

    def _add(self, letters: str, at: int) -> None:
        if not self._in_word:
            self._in_word, self.start = True, at
        self.words[-1] += letters

    def _end(self) -> None:
        if self._in_word:
            self._in_word = False
            self.words.append("")


def quoted(word: str, quote: str = "") -> str:
    r"""Write a word for bash: bare, or as what stands after an open quotation mark, which is not closed.

    A `!`, which bash takes for history between double quotes too, goes between single ones there.

    >>> quoted("O'Neill & Co"), quoted("O'Neill", "'"), quoted('5" for $1!', '"')
    ("O\\'Neill\\ \\&\\ Co", "O'\\''Neill", '5\\" for \\$1"\'!\'"')
    """
    if quote == "'":
        return word.replace("'", "'\\''")
    if quote == '"':
        special = {**{char: f"\\{char}" for char in '$`"\\'}, "!": "\"'!'\""}
        return "".join(special.get(char, char) for char in word)
    return "".join(char if char in _PLAIN or char > "\x7f" else f"\\{char}" for char in word)
