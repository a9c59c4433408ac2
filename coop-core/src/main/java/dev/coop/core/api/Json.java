package dev.coop.core.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests and answers as JSON: records with their components in {@code snake_case}. What does not fit its record is
 * refused with the field's name; unknown fields are ignored; nothing is converted silently.
 */
public final class Json {
    /** Levels of nesting. Requests have three; a parser that recurses must not be led deep. */
    private static final int MAX_DEPTH = 64;

    /** Characters of one string: the largest upload that can be allowed, in base64. Transports bound the whole. */
    private static final int MAX_STRING = 360 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads one JSON object; nothing at all is one without fields. */
    public static ObjectNode parse(InputStream bytes) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw Refusal.of(ErrorCode.BAD_REQUEST, "the request is no JSON: " + place(e));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        if (tree == null || tree.isMissingNode()) {
            return object();
        }
        if (tree instanceof ObjectNode fields) {
            return fields;
        }
        throw Refusal.of(ErrorCode.BAD_REQUEST, "the request has to be a JSON object");
    }

    /** The request that the fields make. */
    public static <Q> Q bind(ObjectNode fields, Class<Q> type) {
        try {
            return MAPPER.treeToValue(fields, type);
        } catch (JsonMappingException e) {
            throw refusal(e);
        } catch (JsonProcessingException e) {
            throw Refusal.of(ErrorCode.BAD_REQUEST, "the request can't be read");
        }
    }

    public static byte[] write(Object answer) {
        try {
            return MAPPER.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that can't be written: " + answer.getClass(), e);
        }
    }

    /** The answer as fields, for a transport that adds its own. */
    public static ObjectNode tree(Object answer) {
        return MAPPER.valueToTree(answer);
    }

    /** Our own words: the parser's would repeat the input. */
    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it can't be parsed"
                : "it goes wrong at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static Refusal refusal(JsonMappingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        String field = field(e.getPath());
        Class<?> target = target(e);
        String wanted = target == null ? "can't be read" : "has to be " + kind(target);
        return Refusal.badField(field, field + " " + wanted);
    }

    private static @Nullable Class<?> target(JsonMappingException e) {
        return switch (e.getCause() == null ? e : e.getCause()) {
            case InputCoercionException outOfRange -> outOfRange.getTargetType();
            case MismatchedInputException mismatch -> mismatch.getTargetType();
            default -> null;
        };
    }

    /** As {@code answers[2].option}. */
    private static String field(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(part -> part.getFieldName() != null ? "." + part.getFieldName() : "[" + part.getIndex() + "]")
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String kind(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class) {
            return "a whole number of at most 32 bits";
        }
        if (type == long.class || type == Long.class) {
            return "a whole number";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
