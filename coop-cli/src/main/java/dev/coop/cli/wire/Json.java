package dev.coop.cli.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value. What is asked for and is not there, or is something else, is absent: a host may be newer or older.
 *
 * <p>On Jackson's tokens alone: its data binding takes longer to load than a command may take.
 */
public final class Json {
    /** What is not there. */
    public static final Json NULL = new Json(null);

    private static final JsonFactory FACTORY = new JsonFactory();

    /** A map of Json, a list of Json, a String, a Number or a Boolean. */
    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /** Reads one value that is the whole text. */
    public static Json parse(String text) throws WireException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Json all = new Json(value(parser));
            if (parser.nextToken() != null) {
                throw new WireException("the host's answer has something behind its end");
            }
            return all;
        } catch (JacksonException senseless) {
            throw new WireException("the host's answer is no JSON: " + senseless.getOriginalMessage(), senseless);
        } catch (WireException known) {
            throw known;
        } catch (IOException neverOfAText) {
            throw new UncheckedIOException(neverOfAText);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new WireException("the host's answer is empty");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Json> fields = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    fields.put(name, new Json(value(parser)));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(new Json(value(parser)));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    public static Json of(String text) {
        return new Json(text);
    }

    public static Json of(long number) {
        return new Json(number);
    }

    public static Json of(boolean truth) {
        return new Json(truth);
    }

    public static Json of(List<Json> items) {
        return new Json(List.copyOf(items));
    }

    /** An object without fields; see {@link #with}. */
    public static Json object() {
        return new Json(new LinkedHashMap<String, Json>());
    }

    /** This object with one field more, or another value for it. */
    public Json with(String field, Json content) {
        Map<String, Json> fields = new LinkedHashMap<>(fields());
        fields.put(field, content);
        return new Json(fields);
    }

    public Json with(String field, String text) {
        return with(field, of(text));
    }

    public Json with(String field, long number) {
        return with(field, of(number));
    }

    public Json with(String field, boolean truth) {
        return with(field, of(truth));
    }

    /** The value of a field. */
    public Json get(String field) {
        return value instanceof Map<?, ?> map && map.get(field) instanceof Json content ? content : NULL;
    }

    public boolean isNull() {
        return value == null;
    }

    public Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public OptionalLong number() {
        return value instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    /** The items of a list. */
    public List<Json> items() {
        return value instanceof List<?> list
                ? list.stream().map(Json.class::cast).toList()
                : List.of();
    }

    /** The texts among the items of a list. */
    public List<String> texts() {
        return items().stream().flatMap(item -> item.text().stream()).toList();
    }

    /** The fields of an object, in their order. */
    public Map<String, Json> fields() {
        Map<String, Json> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, content) -> fields.put((String) name, (Json) content));
        }
        return fields;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Json json && toString().equals(json.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** As JSON, on one line. */
    @Override
    public String toString() {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(generator);
        } catch (IOException neverOfAText) {
            throw new UncheckedIOException(neverOfAText);
        }
        return out.toString();
    }

    private void write(JsonGenerator out) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case Map<?, ?> _ -> {
                out.writeStartObject();
                for (Map.Entry<String, Json> field : fields().entrySet()) {
                    out.writeFieldName(field.getKey());
                    field.getValue().write(out);
                }
                out.writeEndObject();
            }
            case List<?> _ -> {
                out.writeStartArray();
                for (Json item : items()) {
                    item.write(out);
                }
                out.writeEndArray();
            }
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Number number -> out.writeNumber(number.toString());
            default -> throw new IllegalStateException("no JSON: " + value.getClass());
        }
    }
}
