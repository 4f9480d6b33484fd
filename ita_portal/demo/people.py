"""The accounts of the demonstration, one per role. They cannot sign in where DEMO is off."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from agency.models import Unit, User
from agency.roles import Role

PASSWORD = "thungbulang-2566"  # public on purpose: printed by `make run`, refused in production


@dataclass(frozen=True)
class Person:
    username: str
    role: Role
    first_name: str
    position: str


PEOPLE = [
    Person("clerk", Role.CLERK, "เจ้าหน้าที่ (สาธิต)", "นักวิชาการ"),
    Person("approver", Role.APPROVER, "ปลัด (สาธิต)", "ปลัดองค์การบริหารส่วนตำบล"),
    Person("executive", Role.EXECUTIVE, "นายก (สาธิต)", "นายกองค์การบริหารส่วนตำบล"),
    Person("officer", Role.COMPLAINT_OFFICER, "ผู้รับเรื่องร้องเรียน (สาธิต)", "นิติกร"),
    Person("admin", Role.ADMINISTRATOR, "ผู้ดูแลระบบ (สาธิต)", "เจ้าหน้าที่คอมพิวเตอร์"),
]


def make_people() -> dict[Role, User]:
    """Make the accounts that are missing and return them by role."""
    return {person.role: _make(person) for person in PEOPLE}


def _make(person: Person) -> User:
    user, is_new = User.objects.get_or_create(
        username=person.username,
        defaults={
            "first_name": person.first_name,
            "position": person.position,
            "is_staff": True,
            "is_demonstration": True,
        },
    )
    if is_new:
        user.set_password(PASSWORD)
        user.save()
        user.groups.set(Group.objects.filter(name=person.role.value))
        user.units.set(Unit.objects.all())
    return user
