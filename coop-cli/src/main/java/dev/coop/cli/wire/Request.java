package dev.coop.cli.wire;

import java.util.Map;

/**
 * A request to a host, without what every request has.
 *
 * @param path with its query
 * @param headers what else is to be said; not {@code Host}, {@code Connection} and {@code Content-Length}
 * @param body empty for none
 */
public record Request(String method, String path, Map<String, String> headers, String body) {
    public Request {
        headers = Map.copyOf(headers);
    }

    public static Request get(String path) {
        return new Request("GET", path, Map.of(), "");
    }

    public static Request post(String path, Json body) {
        return new Request("POST", path, Map.of("Content-Type", "application/json"), body.toString());
    }

    /** The headers may hold a token. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
