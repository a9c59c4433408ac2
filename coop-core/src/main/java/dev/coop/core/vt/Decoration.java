package dev.coop.core.vt;

import org.jspecify.annotations.Nullable;

/** What a cell can have and a {@link Pen} has no room for, because few cells have it. */
record Decoration(int underlineColour, @Nullable Link link) {}
