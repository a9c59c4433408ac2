package dev.coop.core.api;

/** An answer that is text as it stands, where a transport can carry it so. */
public record Text(String contentType, String text) {
    public static Text plain(String text) {
        return new Text("text/plain; charset=utf-8", text);
    }

    public static Text html(String text) {
        return new Text("text/html; charset=utf-8", text);
    }
}
