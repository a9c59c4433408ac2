package dev.coop.transport.describe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.Glossary;
import dev.coop.core.api.Json;
import dev.coop.core.api.Refusal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record. Of a request nobody has to say which fields it needs and what the others mean when they are
 * absent: it is made of nothing, and says so itself.
 */
final class Fields {
    private Fields() {}

    static List<Field> ofRequest(Class<?> type) {
        ObjectNode given = Json.object();
        Set<String> required = new HashSet<>();
        ObjectNode made = Json.tree(leastOf(type, given, required));
        return Arrays.stream(type.getRecordComponents())
                .map(component -> {
                    String name = name(component);
                    JsonNode absent = made.get(name);
                    boolean needed = required.contains(name);
                    return field(
                            type,
                            component,
                            needed,
                            false,
                            needed || absent == null || absent.isNull() || absent.isEmpty() && absent.isContainerNode()
                                    ? Optional.empty()
                                    : Optional.of(absent));
                })
                .toList();
    }

    static List<Field> ofAnswer(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> {
                    boolean mayLack = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                    boolean leftOut = isLeftOut(type, component, mayLack);
                    return field(type, component, !leftOut, mayLack && !leftOut, Optional.empty());
                })
                .toList();
    }

    private static Field field(
            Class<?> type, RecordComponent component, boolean required, boolean nullable, Optional<JsonNode> absent) {
        String name = name(component);
        return new Field(
                name,
                component.getGenericType(),
                required,
                nullable,
                absent,
                Glossary.words(type, name)
                        .orElseThrow(() -> new IllegalStateException("no words for " + type + "." + name)),
                Glossary.values(type, name));
    }

    /** The request with nothing in it but what it insists on. */
    private static Object leastOf(Class<?> type, ObjectNode given, Set<String> required) {
        while (true) {
            try {
                return Json.bind(given, type);
            } catch (Refusal missing) {
                String name = missing.field().orElseThrow();
                if (!required.add(name)) {
                    throw new IllegalStateException("the sample of " + type + "." + name + " is refused", missing);
                }
                given.set(name, sample(component(type, name)));
            }
        }
    }

    private static RecordComponent component(Class<?> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> name(component).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode sample(RecordComponent component) {
        ObjectNode sample = Json.object();
        Class<?> type = component.getType();
        if (type == String.class) {
            sample.put("it", "sample");
        } else if (type == List.class) {
            sample.putArray("it");
        } else {
            sample.put("it", 1);
        }
        return sample.get("it");
    }

    private static boolean isLeftOut(Class<?> type, RecordComponent component, boolean mayLack) {
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        JsonInclude include = own == null ? type.getAnnotation(JsonInclude.class) : own;
        return include != null
                && switch (include.value()) {
                    case NON_NULL -> mayLack;
                    case NON_DEFAULT, NON_EMPTY -> true;
                    case ALWAYS -> false;
                    case NON_ABSENT, CUSTOM, USE_DEFAULTS ->
                        throw new IllegalStateException("what this includes is not described yet: " + component);
                };
    }

    private static String name(RecordComponent component) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
    }
}
