package dev.coop.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What clients are told of the operations' fields is complete, and about nothing else. */
class GlossaryTest {
    private record Field(Class<?> of, String name) {}

    @Test
    void everyFieldOfEveryOperationIsExplained() {
        assertThat(fields())
                .as("a field without words: add an entry to Glossary")
                .allSatisfy(field ->
                        assertThat(Glossary.words(field.of, field.name)).isPresent());
    }

    @Test
    void everyExplanationIsOfAField() {
        Set<String> used = new LinkedHashSet<>();
        for (Field field : fields()) {
            String exact = field.of.getSimpleName() + "." + field.name;
            used.add(Glossary.entries().contains(exact) ? exact : field.name);
        }
        assertThat(Glossary.entries()).as("an entry that no field has").isSubsetOf(used);
    }

    @Test
    void everyOperationSaysWhatItIsForInASentence() {
        assertThat(Operations.ALL)
                .extracting(Operation::doc)
                .allSatisfy(doc -> assertThat(doc).matches("[A-Z].*\\."));
    }

    private static List<Field> fields() {
        Set<Class<?>> records = new LinkedHashSet<>();
        for (Operation<?, ?> operation : Operations.ALL) {
            collect(operation.request(), records);
            if (operation.answer() != Text.class) {
                collect(operation.answer(), records);
            }
        }
        List<Field> fields = new ArrayList<>();
        for (Class<?> type : records) {
            for (RecordComponent component : type.getRecordComponents()) {
                fields.add(new Field(
                        type, PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName())));
            }
        }
        return fields;
    }

    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType list) {
            for (Type argument : list.getActualTypeArguments()) {
                collect(argument, records);
            }
        } else if (type instanceof Class<?> plain && plain.isRecord() && records.add(plain)) {
            for (RecordComponent component : plain.getRecordComponents()) {
                collect(component.getGenericType(), records);
            }
        }
    }
}
