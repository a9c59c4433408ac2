package dev.coop.transport.http;

import dev.coop.core.api.ErrorCode;

/** The one place where failures become HTTP status codes. */
public final class StatusCodes {
    private StatusCodes() {}

    public static int of(ErrorCode code) {
        return switch (code) {
            case BAD_REQUEST -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND, NO_DRIVER -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case AGENT_BUSY, NO_PROMPT, SWITCH_IN_PROGRESS, CONFLICT -> 409;
            case EXITED -> 410;
            case TOO_LARGE -> 413;
            case OVERLOADED -> 429;
            case INTERNAL -> 500;
            case NOT_READY -> 503;
        };
    }
}
