package dev.coop.transport.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.Operation;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A connection for each request, by TCP or a Unix socket. */
record OverHttp(SocketAddress address, Optional<String> token) implements Client {
    @Override
    public boolean has(Operation<?, ?> operation) {
        return operation.http().isPresent();
    }

    @Override
    public Outcome call(Operation<?, ?> operation, Optional<String> session, ObjectNode fields) throws Exception {
        Operation.Http route = operation.http().orElseThrow();
        ObjectNode rest = fields.deepCopy();
        String path = "/api/v1/" + session.map(name -> "sessions/" + name + "/").orElse("") + filled(route, rest);
        boolean get = route.method() == Operation.Method.GET;
        byte[] body = get ? new byte[0] : JSON.writeValueAsBytes(rest);
        String head = route.method() + " " + path + (get ? query(rest) : "") + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n"
                + token.map(t -> "Authorization: Bearer " + t + "\r\n").orElse("") + "\r\n";
        return outcome(exchange(head.getBytes(StandardCharsets.UTF_8), body));
    }

    private static String filled(Operation.Http route, ObjectNode fields) {
        String path = route.path();
        for (Map.Entry<String, JsonNode> field : List.copyOf(fields.properties())) {
            String parameter = "{" + field.getKey() + "}";
            if (path.contains(parameter)) {
                path = path.replace(parameter, field.getValue().asText());
                fields.remove(field.getKey());
            }
        }
        return path;
    }

    private static String query(ObjectNode fields) {
        List<String> parameters = new ArrayList<>();
        fields.properties()
                .forEach(field -> parameters.add(field.getKey() + "="
                        + URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8)));
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private String exchange(byte[] head, byte[] body) throws Exception {
        try (SocketChannel socket = SocketChannel.open(address)) {
            ByteBuffer request = ByteBuffer.allocate(head.length + body.length)
                    .put(head)
                    .put(body)
                    .flip();
            while (request.hasRemaining()) {
                socket.write(request);
            }
            ByteArrayOutputStream response = new ByteArrayOutputStream();
            ByteBuffer block = ByteBuffer.allocate(1 << 16);
            while (socket.read(block) >= 0) {
                response.write(block.array(), 0, block.position());
                block.clear();
            }
            return response.toString(StandardCharsets.UTF_8);
        }
    }

    private static Outcome outcome(String response) throws Exception {
        int body = response.indexOf("\r\n\r\n") + 4;
        String content = response.substring(body);
        if (!response.substring(0, body).toLowerCase(Locale.ROOT).contains("application/json")) {
            return new Outcome("", "", JSON.createObjectNode().put("drawn", content));
        }
        JsonNode json = JSON.readTree(content);
        JsonNode error = json.path("error");
        return error.isObject()
                ? new Outcome(error.path("code").asText(), error.path("field").asText(""), JSON.createObjectNode())
                : new Outcome("", "", json);
    }

    @Override
    public void close() {}
}
