package dev.coop.core.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The only class that knows TOML, so that a start without a configuration file does not load any of it. */
final class TomlText {
    private TomlText() {}

    /** The values by their keys; in a table, {@code table.key}. An array is its elements with commas between them. */
    static Map<String, ConfigFile.Entry> entries(Path path, String text) throws SettingsException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try (JsonParser parser = new TomlFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    valuesOf(values, parser).add(parser.getText());
                } else if (token == JsonToken.START_ARRAY) {
                    // Also an empty one is something that was written.
                    valuesOf(values, parser);
                }
            }
        } catch (JacksonException wrong) {
            // Its own message may quote what stands there, and that may be a token.
            throw new SettingsException(List.of(("%s:%d: this is no TOML from column %d on; a setting is a line"
                            + " name = value, with text in quotes, and each name stands there once")
                    .formatted(
                            path,
                            wrong.getLocation().getLineNr(),
                            wrong.getLocation().getColumnNr())));
        } catch (IOException impossible) {
            throw new UncheckedIOException("text in memory", impossible);
        }
        List<String> lines = text.lines().toList();
        Map<String, ConfigFile.Entry> entries = new LinkedHashMap<>();
        values.forEach((key, parts) ->
                entries.put(key, new ConfigFile.Entry(String.join(Listed.SEPARATOR, parts), line(lines, key))));
        return entries;
    }

    private static List<String> valuesOf(Map<String, List<String>> values, JsonParser parser) {
        JsonStreamContext place = parser.getParsingContext();
        while (place.inArray()) {
            place = place.getParent();
        }
        String key = place.pathAsPointer().toString().substring(1).replace('/', '.');
        return values.computeIfAbsent(key, _ -> new ArrayList<>());
    }

    /** The parser does not say; what assigns to the last part of the key first is taken for it. */
    private static int line(List<String> lines, String key) {
        String name = Pattern.quote(key.substring(key.lastIndexOf('.') + 1));
        Pattern assignment = Pattern.compile("\\s*(.*\\.)?\\s*[\"']?" + name + "[\"']?\\s*=.*");
        for (int i = 0; i < lines.size(); i++) {
            if (assignment.matcher(lines.get(i)).matches()) {
                return i + 1;
            }
        }
        return 0;
    }
}
