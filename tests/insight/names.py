"""Names for generated maps: places where somebody works, what they deliver, and for whom."""

from __future__ import annotations

INSIDE = (
    ("intake", "checked orders"), ("planning", "day plan"), ("stores", "picked parts"), ("workshop", "repaired units"),
    ("paint shop", "painted units"), ("inspection", "test report"), ("packing", "packed goods"), ("dispatch", "loaded van"),
    ("purchasing", "purchase orders"), ("accounts", "invoices"), ("payroll", "payslips"), ("records", "files"),
    ("drawing office", "drawings"), ("sales", "offers"), ("help desk", "answers"), ("networks", "open ports"),
    ("security", "reviews"), ("legal", "contracts"), ("training", "briefings"), ("laundry", "clean linen"),
    ("kitchen", "meals"), ("pharmacy", "medicines"), ("laboratory", "results"), ("reception", "appointments"),
    ("transport", "rides"), ("cleaning", "clean rooms"), ("archive", "copies"), ("print room", "printed forms"),
    ("permits", "permits"), ("survey", "measured sites"), ("foundry", "castings"), ("tool room", "sharp tools"),
)  # fmt: skip
SECOND = ("forms", "figures", "samples", "notes", "labels", "lists")
PEOPLE = ("Marta", "Jonas", "Aylin", "Pieter", "Sunita", "Tomas", "Wanda", "Emeka")
SYSTEMS = (
    "order system",
    "lane camera",
    "press line",
    "scan server",
    "weigh bridge",
    "rota board",
    "cold store",
    "mail gate",
)
SUPPLIERS = ("paper mill", "night carrier", "gas depot", "steel yard", "seed house", "glass works", "wire maker", "ice plant",
             "salt works", "oil trader", "cork importer", "lens maker", "rope walk", "brick yard")  # fmt: skip
STAND_INS = ("relief pool", "spare desk", "second yard", "old system", "evening shift", "sister site", "hired hands", "paper forms",
             "float staff", "backup line", "reserve crew", "lent staff", "manual book", "other depot", "guest worker",
             "twin unit", "cover team", "loan stock")  # fmt: skip
ENDS = (("shop customers", "external customer"), ("residents", "applicant"), ("inspectorate", "regulator"),
        ("subscribers", "external customer"))  # fmt: skip
SITUATIONS = ("year end", "heat wave", "stock count")
HELPERS = ("day crew", "weekend desk", "extra bench", "field team", "common yard")
