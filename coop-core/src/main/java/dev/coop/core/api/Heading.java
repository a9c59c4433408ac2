package dev.coop.core.api;

import java.util.Optional;

/**
 * What a request says beside its fields.
 *
 * @param session the one that is meant; empty for the only or first one
 * @param id what it is called
 */
public record Heading(Optional<String> session, RequestId id) {}
