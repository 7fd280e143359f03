"""When the gates of a net open with some links later: by what moved alone, against firing the whole net again."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from icmap.kernels.delaying import Alternatives, delayed
from icmap.kernels.firing import NEVER, Gates, Times, run

Choice = tuple[int, list[tuple[int, int]]]
CHOICES = st.lists(
    st.tuples(st.integers(1, 4), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1)), min_size=1, max_size=5)),
    min_size=1,
    max_size=3,
)


def a_net(choices: Sequence[Choice], *, nested: bool) -> tuple[Gates, Times]:
    """One customer (node 0) with an alternative of single providers for each choice; nested: all of them in the last."""
    providers = [member for _, members in choices for member in members]
    size, inner = len(providers) + 1, len(choices)
    target = [size + number for number, (_, members) in enumerate(choices) for _ in members]
    parent = [size + inner - 1 if nested and gate < inner - 1 else 0 for gate in range(inner)]
    members = [len(each) for _, each in choices]
    if nested:
        members[-1] += inner - 1
    need = [min(least, count) for (least, _), count in zip(choices, members, strict=True)]
    own = [1 if nested else inner] + [0] * (size - 1)
    outgoing = [[], *([link] for link in range(size - 1))]
    gates = Gates(size, list(range(1, size)), target, [-1] * size + parent, own + need, own + members, outgoing)
    return gates, Times([0] * size, [time for time, _ in providers], [unsure for _, unsure in providers])


@given(choices=CHOICES, nested=st.booleans(), delay=st.integers(0, 9), data=st.data())
def test_a_gate_opens_when_the_whole_net_fired_again_says(
    choices: list[Choice], *, nested: bool, delay: int, data: st.DataObject
) -> None:
    gates, times = a_net(choices, nested=nested)
    late = data.draw(st.frozensets(st.integers(0, len(gates.provider) - 1), min_size=1, max_size=3))
    fired = run(gates, delayed(times, sorted(late), delay))

    found = Alternatives(gates, times, run(gates, times)).opens(0, late, delay)

    assert (NEVER if found is None else found[1]) == fired.ready[0]
    assert found is None or found[0] == fired.doubtful[0]
