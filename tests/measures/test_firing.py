from icmap.measures.firing import NEVER, fire, network
from worlds import a_study, any_of, need


def ready(study, **options):
    compiled = network(study)
    fired = fire(compiled, **options)
    return {
        name: float(compiled.seconds(t)) / 3600 for name, t in zip(compiled.nodes, fired.ready, strict=True) if t >= 0
    }


def test_smoke():
    s = a_study("staff -> payroll -> jeff", "payroll -> hr", jeff={"lead_time": "2h"}, payroll={"lead_time": "1h"})
    assert ready(s) == {"hr": 0, "jeff": 0, "payroll": 2, "staff": 3}
    s = a_study("b -> a", "a -> b", "c -> b")
    c = network(s)
    f = fire(c)
    assert set(f.ready) == {NEVER}
    assert ready(s, opened=[c.links[0]]) == {"a": 0, "b": 0, "c": 0}
    s = a_study(
        end={"needs": [any_of("x", "y", "z", at_least=2)]},
        x={"lead_time": "1h"},
        y={"lead_time": "5h"},
        z={"lead_time": "3h"},
    )
    assert ready(s)["end"] == 3
    s = a_study(end={"needs": [any_of("x", "y")]}, y={"lead_time": "5h"})
    assert ready(s)["end"] == 5
