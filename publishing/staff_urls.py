"""Addresses of the approver's desk and of publishing outwards, below `/admin/publishing/`."""

from django.contrib import admin
from django.urls import path

from publishing import batch_desk, board_desk, outbox_desk, review, share_desk

KIND = "<slug:app_label>/<slug:model_name>/"
UNIT = f"{KIND}<int:pk>/"

app_name = "publishing_staff"
urlpatterns = [
    path("review/", admin.site.admin_view(review.queue), name="queue"),
    path(f"review/{UNIT}", admin.site.admin_view(review.review), name="review"),
    path(f"review/{KIND}", admin.site.admin_view(batch_desk.review_many), name="review_many"),
    path(f"submit/{KIND}", admin.site.admin_view(batch_desk.submit_many), name="submit_many"),
    path(f"withdraw/{UNIT}", admin.site.admin_view(review.withdrawal), name="withdraw"),
    path(f"share/{UNIT}", admin.site.admin_view(share_desk.share), name="share"),
    path(f"share/{UNIT}send/<slug:target>/", admin.site.admin_view(outbox_desk.send), name="send"),
    path(f"share/{UNIT}board/", admin.site.admin_view(board_desk.order_posting), name="order"),
    path("posts/", admin.site.admin_view(share_desk.post_list), name="posts"),
    path("posts/<int:pk>/strike/", admin.site.admin_view(share_desk.strike_post), name="strike"),
    path("posts/photos/<int:pk>", admin.site.admin_view(share_desk.post_photo), name="post_photo"),
    path("outbox/", admin.site.admin_view(outbox_desk.outbox), name="outbox"),
    path("outbox/<int:pk>/again/", admin.site.admin_view(outbox_desk.again), name="again"),
    path("outbox/<int:pk>/cancel/", admin.site.admin_view(outbox_desk.take_out), name="take_out"),
    path("boards/", admin.site.admin_view(board_desk.posting_list), name="postings"),
    path("boards/<int:pk>/", admin.site.admin_view(board_desk.posting), name="posting"),
    path("boards/<int:pk>/sheet.pdf", admin.site.admin_view(board_desk.sheet), name="sheet"),
    path(
        "boards/<int:pk>/cancel/",
        admin.site.admin_view(board_desk.cancel),
        name="cancel_posting",
    ),
    path("boards/photos/<int:pk>", admin.site.admin_view(board_desk.photo), name="board_photo"),
]
