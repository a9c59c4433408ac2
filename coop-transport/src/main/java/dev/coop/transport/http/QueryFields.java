package dev.coop.transport.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.Refusal;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query as fields of a request: text is what a query has, the request's record says what it means. */
final class QueryFields {
    private QueryFields() {}

    /** Adds those that the request knows; others are ignored, as in a body. */
    static void add(QueryStringDecoder query, Class<?> request, ObjectNode fields) {
        Map<String, List<String>> given = query.parameters();
        if (given.isEmpty()) {
            return;
        }
        for (RecordComponent component : request.getRecordComponents()) {
            String name = PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
            Optional.ofNullable(given.get(name))
                    .map(List::getFirst)
                    .ifPresent(value -> put(fields, name, value, component.getType()));
        }
    }

    private static void put(ObjectNode fields, String name, String value, Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            if (!value.equals("true") && !value.equals("false")) {
                throw Refusal.badField(name, name + " has to be true or false");
            }
            fields.put(name, value.equals("true"));
        } else if (type == String.class) {
            fields.put(name, value);
        } else {
            try {
                fields.put(name, Long.parseLong(value));
            } catch (NumberFormatException wrong) {
                throw Refusal.badField(name, name + " has to be a whole number");
            }
        }
    }
}
