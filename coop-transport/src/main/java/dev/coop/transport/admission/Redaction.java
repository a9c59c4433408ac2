package dev.coop.transport.admission;

import java.util.regex.Pattern;

/** Takes tokens out of a text that goes to a log: whatever looks like one of ours, and whatever a URL or a header calls one. */
public final class Redaction {
    private static final Pattern TOKEN = Pattern.compile(
            "\\b" + TokenStore.PREFIX + "[A-Za-z0-9_-]{20,}|(?<=[?&;]token=|\\bBearer )[^&;#,\\s\"']+",
            Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    public static String of(String text) {
        return TOKEN.matcher(text).replaceAll("(secret)");
    }
}
