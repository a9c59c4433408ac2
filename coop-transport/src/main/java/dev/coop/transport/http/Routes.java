package dev.coop.transport.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.AgentOperations;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Json;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Operations;
import dev.coop.core.api.Refusal;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which operation a method and a path mean. {@code /api/v1/screen} is about the session that is meant where none is named,
 * {@code /api/v1/sessions/build/screen} about the one named {@code build}.
 */
final class Routes {
    static final String PREFIX = "/api/v1/";
    private static final String SESSIONS = "sessions";

    /** Routes without parameters by path, the others in a list: there are few. */
    private final Map<String, Map<Operation.Method, Operation<?, ?>>> fixed = new HashMap<>();

    private final List<Pattern> patterns = new ArrayList<>();

    /**
     * What was found.
     *
     * @param session the one that is named in the path
     * @param fields the parameters in the path
     */
    record Found(Operation<?, ?> operation, Optional<String> session, ObjectNode fields) {}

    private record Pattern(List<String> parts, Map<Operation.Method, Operation<?, ?>> byMethod) {
        Optional<ObjectNode> match(List<String> path) {
            if (path.size() != parts.size()) {
                return Optional.empty();
            }
            ObjectNode fields = Json.object();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                if (isParameter(part)) {
                    fields.put(part.substring(1, part.length() - 1), path.get(i));
                } else if (!part.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(fields);
        }
    }

    private Routes(List<Operation<?, ?>> operations) {
        for (Operation<?, ?> operation : operations) {
            operation.http().ifPresent(route -> add(route, operation));
        }
    }

    static Routes all() {
        return new Routes(Operations.ALL);
    }

    /** What watches over hosts asks for. */
    static Routes health() {
        return new Routes(Stream.concat(
                        Operations.ALL.stream().filter(row -> row.door() == Operation.Door.OPEN),
                        Stream.of(AgentOperations.AGENT))
                .toList());
    }

    private void add(Operation.Http route, Operation<?, ?> operation) {
        List<String> parts = List.of(route.path().split("/"));
        if (parts.stream().noneMatch(Routes::isParameter)) {
            fixed.computeIfAbsent(route.path(), _ -> new EnumMap<>(Operation.Method.class))
                    .put(route.method(), operation);
            return;
        }
        Pattern pattern = patterns.stream()
                .filter(known -> known.parts().equals(parts))
                .findFirst()
                .orElseGet(() -> {
                    Pattern added = new Pattern(parts, new EnumMap<>(Operation.Method.class));
                    patterns.add(added);
                    return added;
                });
        pattern.byMethod().put(route.method(), operation);
    }

    private static boolean isParameter(String part) {
        return part.startsWith("{");
    }

    /**
     * Finds it.
     *
     * @param method empty for one that no route has
     * @param path decoded, and behind {@link #PREFIX}
     * @throws Refusal if there is none, or none for that method
     */
    Found find(Optional<Operation.Method> method, String path) {
        Map<Operation.Method, Operation<?, ?>> direct = fixed.get(path);
        if (direct != null) {
            return found(method, direct, Optional.empty(), Json.object());
        }
        List<String> parts = List.of(path.split("/", -1));
        for (Pattern pattern : patterns) {
            Optional<ObjectNode> fields = pattern.match(parts);
            if (fields.isPresent()) {
                return found(method, pattern.byMethod(), Optional.empty(), fields.get());
            }
        }
        if (parts.size() > 2 && parts.getFirst().equals(SESSIONS)) {
            Found inner = find(method, String.join("/", parts.subList(2, parts.size())));
            if (inner.session().isEmpty()) {
                return new Found(inner.operation(), Optional.of(parts.get(1)), inner.fields());
            }
        }
        throw Refusal.of(ErrorCode.NOT_FOUND, "there is no such route").withHint("GET /api/v1/openapi.json lists them");
    }

    static Optional<Operation.Method> method(HttpMethod method) {
        return switch (method.name()) {
            case "GET", "HEAD" -> Optional.of(Operation.Method.GET);
            case "POST" -> Optional.of(Operation.Method.POST);
            case "PUT" -> Optional.of(Operation.Method.PUT);
            case "DELETE" -> Optional.of(Operation.Method.DELETE);
            default -> Optional.empty();
        };
    }

    /** Whether a request is for that operation. */
    boolean leadsTo(Operation<?, ?> operation, HttpRequest request) {
        try {
            String path = new QueryStringDecoder(request.uri()).path();
            return path.startsWith(PREFIX)
                    && operation.equals(find(method(request.method()), path.substring(PREFIX.length()))
                            .operation());
        } catch (Refusal | IllegalArgumentException nowhere) {
            return false;
        }
    }

    private static Found found(
            Optional<Operation.Method> method,
            Map<Operation.Method, Operation<?, ?>> byMethod,
            Optional<String> session,
            ObjectNode fields) {
        return method.map(byMethod::get)
                .map(operation -> new Found(operation, session, fields))
                .orElseThrow(() -> Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "this route is not for that method")
                        .withHint("allowed: "
                                + byMethod.keySet().stream().map(Enum::name).collect(Collectors.joining(", "))));
    }
}
