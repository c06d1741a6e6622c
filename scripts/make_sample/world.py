"""The small made-up world: its people, towns and things, and which of them are held out.

Knows names and how one order is drawn. Does not know how an order is put into words.
Held-out names appear in no row of the dataset. A person whose first name and surname are both held
out appears nowhere at all but in the held-out prompts, not even in what the base model has read.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

HELD_OUT_SHARE = 5  # every fifth name of each kind


def _joined(starts: str, ends: str) -> tuple[str, ...]:
    return tuple(sorted({a + b for a, b in product(starts.split(), ends.split())}))


FIRST_NAMES = _joined("Ma Lo Ti Be Ra So Ka Ne Vi Jo Da El", "ra lin mo ta vik nan sel dor bel no")
SURNAMES = _joined(
    "Hol Bran Ost Ked Fen Gar Tor Wes Ash Bor", "berg man ley ford wick sen dale ner"
)
TOWNS = _joined("Amber Crow Deep East Glen Iron King Little Oak Salt", "haven port mouth field")
THING_NAMES = """
    anchor apron barrel basket bell blanket boat bottle broom bucket button candle carpet chain
    chair clock coat comb cradle crate cup curtain door drum fan flag flute hammer hat helmet
    hook jacket jar kettle key kite ladder lamp lantern map mirror mug nail needle net oar pan
    pillow pipe plate plough quilt rake ribbon ring rope rug saddle scarf shovel sled spoon
    stool stove table tent towel tray vase wagon wheel
"""
THINGS = tuple(sorted(THING_NAMES.split()))
COLOURS = ("black", "blue", "brown", "green", "grey", "orange", "pink", "red", "white", "yellow")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = {
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve",
}


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants what, how many, where, and until when. `thing` is singular."""

    first: str
    surname: str
    town: str
    thing: str
    colour: str
    count: int
    day: str

    @property
    def person(self) -> str:
        return f"{self.first} {self.surname}"

    @property
    def things(self) -> str:
        return f"{self.thing}s"


def held_out(names: tuple[str, ...]) -> tuple[str, ...]:
    """The part of `names` that the dataset does not use, spread evenly over them."""
    return names[::HELD_OUT_SHARE]


def taught(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in set(held_out(names)))


def draw_taught(rng: random.Random) -> Order:
    """An order for the dataset: none of its names is held out."""
    people = rng.choice(taught(FIRST_NAMES)), rng.choice(taught(SURNAMES))
    return _order(rng, people, taught(TOWNS), taught(THINGS))


def draw_held_out(rng: random.Random) -> Order:
    """An order for the held-out prompts: person, town and thing are all held out."""
    people = rng.choice(held_out(FIRST_NAMES)), rng.choice(held_out(SURNAMES))
    return _order(rng, people, held_out(TOWNS), held_out(THINGS))


def draw_any(rng: random.Random) -> Order:
    """An order for what the base model reads: anything but a held-out person."""
    first = rng.choice(FIRST_NAMES)
    surnames = taught(SURNAMES) if first in held_out(FIRST_NAMES) else SURNAMES
    return _order(rng, (first, rng.choice(surnames)), TOWNS, THINGS)


def _order(
    rng: random.Random, person: tuple[str, str], towns: tuple[str, ...], things: tuple[str, ...]
) -> Order:
    return Order(
        first=person[0],
        surname=person[1],
        town=rng.choice(towns),
        thing=rng.choice(things),
        colour=rng.choice(COLOURS),
        count=rng.choice(tuple(NUMBERS)),
        day=rng.choice(DAYS),
    )
