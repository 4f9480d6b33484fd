"""The accounts of the demonstration, one per role. They cannot sign in where DEMO is off."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

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
    Person("officer2", Role.COMPLAINT_OFFICER, "ผู้รับเรื่องคนที่สอง (สาธิต)", "หัวหน้าสำนักปลัด"),
    Person("admin", Role.ADMINISTRATOR, "ผู้ดูแลระบบ (สาธิต)", "เจ้าหน้าที่คอมพิวเตอร์"),
]
OFFICERS = [person.username for person in PEOPLE if person.role is Role.COMPLAINT_OFFICER]
# What opens the sealed cases of the demonstration; public like the password.
PASSPHRASES = {
    "officer": "ทุ่งนา ฝนตก ควายดำ ข้าวใหม่ เสื่อกก ตะวันขึ้น",
    "officer2": "คลองใส เรือแจว ปลาทอง ลมหนาว ดอกบัว สะพานไม้",
}


def make_people() -> dict[Role, User]:
    """Make the accounts that are missing and return them by role, of two the first."""
    hashed = make_password(PASSWORD)  # slow on purpose: once for all
    made = [(person.role, _make(person, hashed)) for person in PEOPLE]
    return dict(reversed(made))


def introductions() -> list[str]:
    """Return a line for each account: name, password, role, and what opens sealed cases."""
    lines = []
    for person in PEOPLE:
        lines.append(f"  {person.username:<10} {PASSWORD}  {person.role.label}")
        if passphrase := PASSPHRASES.get(person.username):
            opens = _("Passphrase at /desk/:")
            lines.append(f"  {'':<10} {opens} {passphrase}")
    return lines


def _make(person: Person, hashed: str) -> User:
    user, is_new = User.objects.get_or_create(
        username=person.username,
        defaults={
            "first_name": person.first_name,
            "position": person.position,
            "is_staff": True,
            "is_demonstration": True,
            "password": hashed,
        },
    )
    if is_new:
        user.groups.set(Group.objects.filter(name=person.role.value))
        user.units.set(Unit.objects.all())
    return user
