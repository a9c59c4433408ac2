package dev.coop.core.vt;

/**
 * A hyperlink of OSC 8.
 *
 * @param id what the program gave to say that two stretches are one link; empty without
 * @param uri where it leads
 */
public record Link(String id, String uri) {}
