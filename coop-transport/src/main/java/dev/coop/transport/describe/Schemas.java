package dev.coop.transport.describe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records as JSON schemas (2020-12), each once, under its own name. */
final class Schemas {
    private static final String PLACE = "#/components/schemas/";

    private final ObjectNode all = Json.object();
    private final Map<String, Class<?>> named = new HashMap<>();

    /** All that were referred to. */
    ObjectNode all() {
        return all;
    }

    /** Adds one that no record describes. */
    ObjectNode add(String name) {
        return all.putObject(name);
    }

    static ObjectNode reference(String name) {
        return Json.object().put("$ref", PLACE + name);
    }

    ObjectNode request(Class<?> type) {
        return reference(type, Fields.ofRequest(type));
    }

    ObjectNode answer(Class<?> type) {
        return reference(type, Fields.ofAnswer(type));
    }

    private ObjectNode reference(Class<?> type, List<Field> fields) {
        String name = type.getSimpleName();
        Class<?> known = named.put(name, type);
        if (known != null && known != type) {
            throw new IllegalStateException("two records are called " + name + ": " + known + " and " + type);
        }
        if (known == null) {
            // Its place is taken first, so that the order is that of the table.
            describe(all.putObject(name), fields);
        }
        return reference(name);
    }

    private void describe(ObjectNode schema, List<Field> fields) {
        schema.put("type", "object");
        ObjectNode properties = Json.object();
        ArrayNode required = schema.arrayNode();
        for (Field field : fields) {
            properties.set(field.name(), of(field));
            if (field.required()) {
                required.add(field.name());
            }
        }
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    /** Also of a parameter. */
    ObjectNode of(Field field) {
        ObjectNode schema = of(field.type());
        if (field.nullable()) {
            schema = orNull(schema);
        }
        if (!field.values().isEmpty()) {
            field.values().forEach(schema.putArray("enum")::add);
        }
        if (field.absent().isPresent()) {
            schema.set("default", field.absent().get());
        }
        return schema.put("description", field.words());
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode either = Json.object();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        String type = schema.get("type").textValue();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                ObjectNode array = Json.object().put("type", "array");
                array.set("items", of(arguments[0]));
                return array;
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                ObjectNode map = Json.object().put("type", "object");
                map.set("additionalProperties", of(arguments[1]));
                return map;
            }
        }
        if (type instanceof Class<?> plain) {
            if (plain.isRecord()) {
                return answer(plain);
            }
            if (plain == String.class) {
                return Json.object().put("type", "string");
            }
            if (plain == boolean.class || plain == Boolean.class) {
                return Json.object().put("type", "boolean");
            }
            if (plain == int.class || plain == Integer.class) {
                return Json.object().put("type", "integer").put("format", "int32");
            }
            if (plain == long.class || plain == Long.class) {
                return Json.object().put("type", "integer").put("format", "int64");
            }
        }
        throw new IllegalStateException("there is no schema for " + type + " yet");
    }
}
