package dev.coop.cli.wire;

import java.io.IOException;

/** The talk with a host could not be begun or went wrong; the message is a sentence for the user. */
public class WireException extends IOException {
    private static final long serialVersionUID = 1;

    public WireException(String sentence) {
        super(sentence);
    }

    WireException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
