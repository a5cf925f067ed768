"""The address of a book on a server, as it may be shown."""

from urllib.parse import unquote

from sqlalchemy import URL

SECRETS = {"password", "passwd", "sslpassword"}


def shown(url: URL) -> str:
    """Without passwords, wherever they stand in it."""
    masked = url.update_query_dict(dict.fromkeys(SECRETS & set(url.query), "***"))
    return unquote(masked.render_as_string(hide_password=True))


def for_libpq(url: URL) -> str:
    """As the server's own tools take it, without passwords."""
    bare = url.difference_update_query(SECRETS)
    # `set` takes None for "leave it as it is".
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return plain.set(query=bare.query).render_as_string()
