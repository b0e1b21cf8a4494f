"""Kinds of portals, and how each writes a listing: where its items and its following page are linked.

Selectors are those of the systems' own templates; a portal that was given others has them in its entry of the list of sources.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of portal: how its items and the following page are found where an entry does not say."""

    name: str
    finds: str
    item: str | None = None
    next: str | None = None


FEEDS = ("rss", "sitemap")
"""Kinds that name their items themselves; a page that comes instead (suspended, not found) has no items."""

KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "sharepoint",
            "Microsoft SharePoint: lists of news and documents, links to …/Pages/….aspx with ItemID, pages by post-back",
            r"re:(?i)\.aspx\?(?:[^#]*&)?(?:ItemID|ID|docid|NewsID)=[\w-]+",
        ),
        Kind(
            "liferay",
            "Liferay: asset publisher, links with /-/asset_publisher/…/content/, /-/ or /w/ and the title",
            r"re:/-/(?:asset_publisher/[^/?]+/content/|view_content/|content/)?[^/?]{8,}|/w/[^/?]{8,}",
            ".lfr-pagination-buttons li:nth-child(3):not(.disabled) a, .pagination li.active + li a",
        ),
        Kind(
            "dnn",
            "DotNetNuke: news modules, links in .DnnModule of the content pane",
            '[id$="ContentPane"] .DNNModuleContent :is(.title, .Title, .news-title, .article_title, h2, h3, h4) a, '
            '[id$="ContentPane"] .DNNModuleContent a:is(.title, .Title, .Head, [id*="Title"])',
            "a.CommandButton.NextPage, .PagingTable .NormalDisabled + a, .paging .current + a, .pager .current + a",
        ),
        Kind(
            "nukeviet",
            "NukeViet: news module, one panel an item",
            ".news_column :is(h2, h3, h4) > a, .panel-body > .featured > h2 > a",
            ".pagination li.active + li a",
        ),
        Kind(
            "vnpt",
            "VNPT portal (vnptcms)",
            ":is(.list-news, .news-list, .view-list-news) :is(.title-news, h2, h3, h4) a",
            ".pagination li.active + li a, a.page-next",
        ),
        Kind(
            "wordpress",
            "WordPress: archive of a category",
            "article :is(.entry-title, .post-title) a, .wp-block-post-title a",
            "a.next.page-numbers, .nav-previous a, .wp-block-query-pagination-next",
        ),
        Kind(
            "newspaper",
            "Systems of newspapers (HemeraMedia, ePi, OneCMS and their like): boxes of stories with headline and time",
            ":is(article, .story, .b-grid, .c-news-item, .box-category-item, .media) "
            ":is(.story__heading, .b-grid__title, .c-news-item__title, .article-title, .title, .box-category-link-title, h2, h3) a, "
            "a.box-category-link-title",
            ".pagination li.active + li a, a.page-next, .pagination a.next",
        ),
        Kind("rss", "RSS or Atom feed"),
        Kind("sitemap", "sitemap or sitemap index, also zipped"),
        Kind("general", "any other page: its largest list of headlines"),
    )
}
