package dev.coop.transport.admission;

/** What became of somebody who wants in. */
public sealed interface Entry permits Caller, Denied {}
