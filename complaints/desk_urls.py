from django.urls import path

from complaints.desk import act_views, case_views, file_views, key_views

app_name = "desk"

urlpatterns = [
    path("", case_views.home, name="home"),
    path("unlock/", key_views.unlock, name="unlock"),
    path("lock/", key_views.lock, name="lock"),
    path("enrol/", key_views.enrol_page, name="enrol"),
    path("enrol/code/", key_views.code_typed, name="code"),
    path("forgot/", key_views.forgot, name="forgot"),
    path("keys/", key_views.keys, name="keys"),
    path("keys/passphrase/", key_views.change, name="change"),
    path("keys/code/", key_views.renew, name="renew"),
    path("keys/<int:pk>/retire/", key_views.retire_key, name="retire"),
    path("cases/<str:number>/", case_views.case, name="case"),
    path("cases/<str:number>/letter/", act_views.letter, name="letter"),
    path("cases/<str:number>/status/", act_views.status, name="status"),
    path("cases/<str:number>/forward/", act_views.forward, name="forward"),
    path("cases/<str:number>/contact/", act_views.contact, name="contact"),
    path("cases/<str:number>/readers/", act_views.grant, name="grant"),
    path("cases/<str:number>/reopen/", act_views.reopen, name="reopen"),
    path("cases/<str:number>/withdraw/", act_views.withdraw, name="withdraw"),
    path("cases/<str:number>/spam/", act_views.spam, name="spam"),
    path("cases/<str:number>/deletion/", act_views.ask_deletion, name="ask_deletion"),
    path(
        "cases/<str:number>/deletion/confirm/",
        act_views.confirm_deletion,
        name="confirm_deletion",
    ),
    path("cases/<str:number>/files/<int:place>/", file_views.file_page, name="file"),
    path("cases/<str:number>/files/<int:place>/original/", file_views.original, name="original"),
]
