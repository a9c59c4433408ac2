package dev.coop.transport.describe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.HealthOperations;
import dev.coop.core.api.Json;
import dev.coop.core.api.Operation;
import dev.coop.core.api.Operations;
import dev.coop.core.api.Role;
import dev.coop.core.api.Scope;
import dev.coop.core.api.ScreenOperations;
import dev.coop.core.api.Text;
import dev.coop.transport.http.StatusCodes;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The HTTP side of the interface as OpenAPI 3.1: one path for each row of the table, and for what is about a session a
 * second one that names it.
 */
public final class OpenApi {
    private static final String PREFIX = "/api/v1/";
    private static final String OF_SESSION = PREFIX + "sessions/{session}/";
    private static final String ERROR = "Error";
    private static final String BEARER = "bearer";
    private static final String HOOK_SECRET = "hookSecret";
    private static final String UNAVAILABLE = "503";
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private final Schemas schemas = new Schemas();

    private OpenApi() {}

    /**
     * All of it.
     *
     * @param version of the software that serves it
     */
    public static ObjectNode document(String version) {
        return new OpenApi().make(version);
    }

    private ObjectNode make(String version) {
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "coop").put("version", version).put("summary", "Agents in terminals, driven from outside.");
        info.put("description", """
            Paths without a session's name are about the only one, or the oldest. Every failure, on every path, is \
            the envelope of the schema Error. Fields that a request does not know are ignored.

            The same operations are messages on the WebSocket at /ws, with streams beside them, and methods of the \
            gRPC service coop.v1.Coop; docs/api.md has them all.\
            """);
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/").put("description", "The host that serves this.");
        ObjectNode paths = document.putObject("paths");
        for (Operation<?, ?> operation : Operations.ALL) {
            operation.http().ifPresent(route -> {
                add(paths, PREFIX + route.path(), operation, route, "");
                if (operation.scope() == Scope.SESSION) {
                    add(paths, OF_SESSION + route.path(), operation, route, "_of_session");
                }
            });
        }
        ObjectNode components = document.putObject("components");
        error();
        components.set("schemas", schemas.all());
        content(components.putObject("responses").putObject(ERROR), "Nothing was done; the code says why.")
                .set("schema", Schemas.reference(ERROR));
        securitySchemes(components.putObject("securitySchemes"));
        return document;
    }

    private void add(
            ObjectNode paths, String path, Operation<?, ?> operation, Operation.Http route, String nameSuffix) {
        ObjectNode described =
                paths.withObjectProperty(path).putObject(route.method().name().toLowerCase(Locale.ROOT));
        boolean planned = operation.handler().isEmpty();
        described.put("operationId", operation.name() + nameSuffix).put("summary", operation.doc());
        described.put(
                "description", "Needs: " + needs(operation) + (planned ? " Not served yet: answers NO_DRIVER." : ""));
        described.put("x-coop-role", role(operation.role()));
        if (planned) {
            described.put("x-coop-planned", true);
        }
        parameters(described, path, operation, route.method());
        if (hasBody(route.method()) && operation.request().getRecordComponents().length > 0) {
            ObjectNode body = described.putObject("requestBody");
            body.put("required", Fields.ofRequest(operation.request()).stream().anyMatch(Field::required));
            body.putObject("content").putObject("application/json").set("schema", schemas.request(operation.request()));
        }
        responses(described.putObject("responses"), operation, route, planned);
        security(described.putArray("security"), operation);
    }

    private void parameters(ObjectNode described, String path, Operation<?, ?> operation, Operation.Method method) {
        ArrayNode parameters = described.arrayNode();
        var inPath = PARAMETER
                .matcher(path)
                .results()
                .map(MatchResult::group)
                .map(name -> name.substring(1, name.length() - 1))
                .toList();
        for (String name : inPath) {
            ObjectNode parameter =
                    parameters.addObject().put("name", name).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string");
        }
        if (!hasBody(method)) {
            for (Field field : Fields.ofRequest(operation.request())) {
                if (!inPath.contains(field.name())) {
                    parameters
                            .addObject()
                            .put("name", field.name())
                            .put("in", "query")
                            .put("required", field.required())
                            .set("schema", schemas.of(field));
                }
            }
        }
        if (!parameters.isEmpty()) {
            described.set("parameters", parameters);
        }
    }

    private static boolean hasBody(Operation.Method method) {
        return switch (method) {
            case POST, PUT -> true;
            case GET, DELETE -> false;
        };
    }

    private void responses(ObjectNode responses, Operation<?, ?> operation, Operation.Http route, boolean planned) {
        if (!planned) {
            answer(responses, Integer.toString(route.status()), operation);
            if (operation.answer() == HealthOperations.Ready.class) {
                answer(responses, UNAVAILABLE, operation);
            }
        }
        for (String failures : new String[] {"4XX", "5XX"}) {
            responses.putObject(failures).put("$ref", "#/components/responses/" + ERROR);
        }
    }

    private void answer(ObjectNode responses, String status, Operation<?, ?> operation) {
        ObjectNode response = responses.putObject(status);
        if (operation.answer() == Text.class) {
            response.put("description", operation.doc());
            response.putObject("content")
                    .putObject("text/plain")
                    .putObject("schema")
                    .put("type", "string");
        } else {
            content(response, operation.doc()).set("schema", schemas.answer(operation.answer()));
        }
        if (operation.answer() == ScreenOperations.Screen.class) {
            // With another format than json.
            text(response, "text/plain");
            text(response, "text/html");
        }
    }

    private static void text(ObjectNode response, String type) {
        response.withObjectProperty("content")
                .putObject(type)
                .putObject("schema")
                .put("type", "string");
    }

    private static ObjectNode content(ObjectNode response, String description) {
        return response.put("description", description).putObject("content").putObject("application/json");
    }

    private static String needs(Operation<?, ?> operation) {
        return switch (operation.door()) {
            case OPEN -> "nothing.";
            case ROLE -> "the role " + role(operation.role()) + ".";
            case HOOK -> "the session's hook secret, or a token with the role " + role(operation.role()) + ".";
        };
    }

    private static String role(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static void security(ArrayNode security, Operation<?, ?> operation) {
        if (operation.door() == Operation.Door.OPEN) {
            return;
        }
        security.addObject().putArray(BEARER).add(role(operation.role()));
        if (operation.door() == Operation.Door.HOOK) {
            security.addObject().putArray(HOOK_SECRET);
        } else {
            // The kernel says that it is the same user.
            security.addObject();
        }
    }

    private static void securitySchemes(ObjectNode schemes) {
        schemes.putObject(BEARER)
                .put("type", "http")
                .put("scheme", "bearer")
                .put(
                        "description",
                        "The host's token, or one of 'coop token create'. A host without a token of its own also lets"
                                + " in its own user, by what the kernel says of the connection.");
        schemes.putObject(HOOK_SECRET)
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "Coop-Hook-Secret")
                .put("description", "The session's own, in its program's environment as COOP_HOOK_SECRET.");
    }

    private void error() {
        ObjectNode envelope = schemas.add(ERROR).put("type", "object");
        envelope.putArray("required").add("error");
        ObjectNode details = envelope.putObject("properties").putObject("error").put("type", "object");
        details.putArray("required").add("code").add("message");
        ObjectNode fields = details.putObject("properties");
        ObjectNode code = fields.putObject("code").put("type", "string");
        Arrays.stream(ErrorCode.values()).map(Enum::name).forEach(code.putArray("enum")::add);
        code.put(
                "description",
                Arrays.stream(ErrorCode.values())
                        .map(each -> "- %s (%d): %s".formatted(each, StatusCodes.of(each), each.meaning()))
                        .collect(Collectors.joining("\n")));
        fields.putObject("message").put("type", "string").put("description", "What went wrong, for people.");
        fields.putObject("field").put("type", "string").put("description", "Which field of the request it is about.");
        fields.putObject("hint").put("type", "string").put("description", "What to do about it.");
    }
}
