package dev.coop.cli.client;

import dev.coop.cli.wire.WireException;

/** Several are meant by what was typed. */
final class AmbiguousException extends WireException {
    private static final long serialVersionUID = 1;

    AmbiguousException(String sentence) {
        super(sentence);
    }
}
