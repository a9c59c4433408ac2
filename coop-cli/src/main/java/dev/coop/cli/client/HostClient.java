package dev.coop.cli.client;

import dev.coop.cli.wire.Endpoint;
import dev.coop.cli.wire.HttpClient;
import dev.coop.cli.wire.Json;
import dev.coop.cli.wire.Request;
import dev.coop.cli.wire.Response;
import dev.coop.core.config.Secret;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks a host, about one of its sessions where one is meant. A refusal is an exception with the host's own words. */
final class HostClient {
    /** A host answers in milliseconds; one that is stopped, or swapped out, is not waited for much longer than a person does. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String API = "/api/v1/";

    private final HttpClient http;
    private final Optional<String> session;
    private final Optional<Secret> token;

    HostClient(Endpoint endpoint, Optional<String> session, Optional<Secret> token) {
        this.http = new HttpClient(endpoint);
        this.session = session;
        this.token = token;
    }

    static HostClient of(Target target) {
        return new HostClient(target.endpoint(), target.session(), target.token());
    }

    /** The body of what the session's route answers. */
    String get(String route) throws IOException {
        return ask(Request.get(sessionPath(route)), PATIENCE);
    }

    /** The same of a route that is about the host. */
    String getOfHost(String route, Duration within) throws IOException {
        return ask(Request.get(API + route), within);
    }

    String post(String route, Json body) throws IOException {
        return post(route, body, PATIENCE);
    }

    String post(String route, Json body, Duration within) throws IOException {
        return ask(Request.post(sessionPath(route), body), within);
    }

    String postToHost(String route) throws IOException {
        return ask(Request.post(API + route, Json.object()), PATIENCE);
    }

    String delete(String route) throws IOException {
        return ask(new Request("DELETE", API + route, Map.of(), ""), PATIENCE);
    }

    private String sessionPath(String route) {
        return session.map(name -> API + "sessions/" + encoded(name) + "/" + route)
                .orElse(API + route);
    }

    private String ask(Request request, Duration within) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.putAll(authorization(token));
        Response response = http.send(new Request(request.method(), request.path(), headers, request.body()), within);
        if (!response.isGood()) {
            throw RefusedException.of(response);
        }
        return response.body();
    }

    /** The header that shows the token. */
    static Map<String, String> authorization(Optional<Secret> token) {
        return token.map(secret -> Map.of("Authorization", "Bearer " + secret.reveal()))
                .orElse(Map.of());
    }

    /** As a part of a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
