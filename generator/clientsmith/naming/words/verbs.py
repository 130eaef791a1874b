"""Words of operationIds and paths by what they do: verbs, articles, quantifiers, prepositions."""

from __future__ import annotations

from .words import word_set

HTTP_METHODS = word_set("get post put patch delete head options trace query")
"""Names of HTTP methods as words of an operation id."""

CRUD_VERBS = word_set("""
    add create delete destroy edit fetch get list modify patch post put read remove replace retrieve
    update upsert
    """)
"""Verbs that say which of the basic things an operation does; as words they are hardly ever nouns."""

READING_VERBS = word_set("""
    autocomplete browse calculate check compare contains count describe download estimate exists explain export
    fetch find inspect list login logout lookup peek ping preview query read resolve retrieve search
    simulate stream suggest summarize tail validate verify
    """)
"""Verbs that the last segment of a GET may be; other verbs are taken for nouns there."""

VERBS = CRUD_VERBS | READING_VERBS | word_set("""
        abort accept acknowledge ack activate advance aggregate allocate analyze apply approve archive
        assign attach attest authenticate authorize backup ban bind block book boost bulk buy cancel
        capture change charge chat claim classify clean clear clone close collect commit compact complete
        compute configure confirm connect consume convert copy crosspost deactivate debug decline
        decode decrease decrement decrypt deliver deny deploy deprecate deprovision deregister detach
        detect disable disconnect dismiss dispatch dispense dispute distribute drain drop duplicate
        embed enable encode encrypt end enqueue enroll evaluate exchange exec execute expand expire
        extend extract fail favorite filter finalize finish flag flush follow force fork format
        forward freeze fund generate grant hangup hide hold ignore import increase increment index
        infer ingest init initialize initiate insert install interrupt introspect invalidate invite
        invoke join kick kill launch leave like link load lock mark match materialize measure
        merge migrate mirror moderate move mute notify open overwrite parse pause pay perform pin place
        play poll prepare present process promote propose prune publish pull purchase purge push
        pushback quarantine queue rate reactivate reassign rebuild recalculate receive recompute
        reconcile record recover recreate recycle redact redeem redeliver redirect refer refresh
        refund regenerate register reindex reject release reload remix remote rename render renew
        reopen reorder reparse replay replicate reply report repost reprocess reprioritize request
        rerank rerequest rerun resend reserve reset resize restart restore resubmit resume retry
        return reveal reverse revert review revoke rollback rotate run save scale scan schedule scope
        score scroll seek select sell send set settle share ship shuffle shutdown sign signin signout
        signup skip sleep snooze sort split stage star start step stop store subscribe submit succeed
        suspend swap switch sync synchronize tag terminate test toggle tokenize track train transcode
        transfer transform transition translate trash trigger truncate unarchive unassign unban unbind
        unblock undelete undo unenroll unfavorite unfollow unfreeze unhide uninstall unlike unlink
        unlock unmerge unmount unmute unpause unpin unpublish unregister unset unstack unstar
        unsubscribe unsuspend upgrade upload use vacuum view void vote wait wake watch withdraw write
        """)
"""Verbs of HTTP APIs."""

NOUN_VERBS = word_set("""
    access backup batch book change charge check claim count download embed estimate exchange export
    filter flag fork format hold import index invite join launch lead link list load lock login
    logout mark match measure merge move order pause pin place plan play poll post process publish
    pull purchase push query queue rate record refund release reply report request reserve return
    review run scale scan schedule scope score search select share ship sign skip sort split stage
    star start stop store stream swap switch tag test track train transfer trash trigger upload use
    view vote watch
    """)
"""Verbs that are nouns as well, so that `report_runs` are things."""

VERB_MODIFIERS = word_set("async batch bulk force mass partial")
"""Words that stand before the verb of an operation id."""

IDLE_ENDINGS = word_set("api apis controller")
"""Words at the end of a tag, or of a group in an operation id, that say nothing."""

ARTICLES = word_set("a an the")
QUANTIFIERS = word_set("all every many multiple one several single some")
CONJUNCTIONS = word_set("and or")
PREPOSITIONS = word_set("""
    after as at before between by during for from if in inside into of on onto or over per since
    that through to under until using via when where which while with within without
    """)

HINGES = word_set("action actions command commands operation operations")
"""Segments between an item and what is done to it, as in `/vms/{id}/actions/reboot`."""

MASS_WORDS = word_set("""
    analytics capabilities credentials details diagnostics info insights limits metrics options
    preferences properties settings specs statistics stats totals
    """)
"""Plurals that usually name one thing, so that GET gives it instead of listing."""

COLLECTIVE_WORDS = word_set("audio history media news people staff video")
"""Words without a plural ending that name a collection."""

SAME = {
    **dict.fromkeys(("fetch", "find", "get", "query", "read", "retrieve"), "get"),
    **dict.fromkeys(("create", "insert", "post", "register"), "create"),
    **dict.fromkeys(("edit", "modify", "patch", "put", "set", "store", "update"), "update"),
    **dict.fromkeys(("delete", "destroy", "remove"), "delete"),
}
"""Verbs that say what the basic ones of a client say."""


def alike(verb: str) -> str:
    """Return the basic verb that says the same as a verb, or the verb itself."""
    return SAME.get(verb, verb)
