"""Who is who: pure, from rows that are never saved."""

from agency.models import Official, Unit
from agency.structure import official_groups, structure


def unit(pk, name, *, parent=None, kind=Unit.Kind.DIVISION):
    return Unit(pk=pk, name=name, kind=kind, parent_id=parent)


def head(pk, unit_pk, *, group=Official.Group.HEAD):
    return Official(pk=pk, name=f"นายตัวอย่าง {pk}", unit_id=unit_pk, group=group)


def outline(offices):
    return [(each.unit.name, outline(each.parts)) for each in offices]


def test_a_unit_stands_below_the_one_it_is_a_part_of():
    units = [unit(1, "สำนักปลัด"), unit(2, "กองช่าง"), unit(3, "งานนิติการ", parent=1)]

    assert outline(structure(units, [])) == [("สำนักปลัด", [("งานนิติการ", [])]), ("กองช่าง", [])]


def test_a_part_of_a_unit_that_is_no_longer_in_use_stands_by_itself():
    assert outline(structure([unit(3, "งานนิติการ", parent=1)], [])) == [("งานนิติการ", [])]


def test_working_groups_are_no_part_of_the_structure():
    units = [
        unit(1, "คณะทำงาน", kind=Unit.Kind.WORKING_GROUP),
        unit(2, "หัวหน้าทุกกอง", kind=Unit.Kind.HEADS),
    ]

    assert structure(units, []) == []


def test_the_first_head_of_a_unit_is_named_beside_it():
    (office,) = structure([unit(1, "กองคลัง")], [head(7, 1), head(8, 1)])

    assert office.head.pk == 7


def test_an_executive_heads_no_unit():
    executive = head(7, 1, group=Official.Group.EXECUTIVE)

    assert structure([unit(1, "กองคลัง")], [executive])[0].head is None


def test_officials_stand_in_the_order_of_the_groups():
    rows = [head(1, None), head(2, None, group=Official.Group.EXECUTIVE), head(3, None)]

    groups = [[each.pk for each in group.officials] for group in official_groups(rows)]
    assert groups == [[2], [1, 3]]
