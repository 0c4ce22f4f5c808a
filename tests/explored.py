"""The datasets that the tests of the explorer look at, as pages."""

from pathlib import Path

ENTITIES = """\
- {id: ada, kind: person, name: Ada Lovelace, aliases: [Countess of Lovelace], source: paper}
- {id: brian, kind: person, name: Brian, born: {date: 1950, source: paper, at: para 9}}
- {id: carol, kind: person, name: Carol}
- {id: dora, kind: person, name: Dora}
- {id: guild, kind: group, name: Guild}
- {id: york, kind: place, name: York}
"""
RELATIONS = """\
- {from: ada, type: met, to: brian, date: 2019-05, place: york, source: paper, at: para 1}
- {from: ada, type: leads, to: guild, date: 2010/2015, source: paper, at: para 2}
- {from: brian, type: member-of, to: guild, date: 2012, source: leaflet}
- from: carol
  type: promised
  to: ada
  date: 2019-21
  claims:
    - {by: the auditors, hedge: reportedly, source: paper, at: para 3}
    - {by: dora, stance: denies, source: leaflet, at: page 4}
- from: dora
  type: met
  to: brian
  date: 2018
  claims:
    - {by: brian, said: 2019, source: paper}
    - {by: brian, said: 2021, stance: denies, source: leaflet}
- {from: carol, type: supported, to: dora, source: paper}
"""
SOURCES = """\
- {id: paper, title: A paper, author: Someone, date: 2020, url: "https://example.org/paper"}
- {id: leaflet, title: A leaflet, date: 2021}
"""
MET, LED, BELONGED = "ada.met.brian.2019-05", "ada.leads.guild.2010/2015", "brian.member-of.guild.2012"
PROMISED, DENIED, SUPPORTED = "carol.promised.ada.2019-21", "dora.met.brian.2018", "carol.supported.dora"


def small(folder: Path) -> Path:
    """Write the small world as a dataset."""
    for name, text in (("entities", ENTITIES), ("relations", RELATIONS), ("sources", SOURCES)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
