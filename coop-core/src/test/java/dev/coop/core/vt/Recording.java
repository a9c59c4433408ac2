package dev.coop.core.vt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal recording in asciicast v2 form: its size, and what the program wrote, block by block. */
record Recording(Path file, int columns, int rows, List<byte[]> blocks) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern TRAILING_BLANKS = Pattern.compile("(\\p{IsWhite_Space}|\033\\[[0-9;:]*m)+$");

    static Recording read(Path file) throws IOException {
        int columns = 0;
        int rows = 0;
        List<byte[]> blocks = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try (JsonParser json = JSON.createParser(line)) {
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    while (json.nextToken() != JsonToken.END_OBJECT) {
                        String name = json.currentName();
                        json.nextToken();
                        if (name.equals("width")) {
                            columns = json.getIntValue();
                        } else if (name.equals("height")) {
                            rows = json.getIntValue();
                        } else {
                            json.skipChildren();
                        }
                    }
                } else {
                    json.nextToken();
                    String kind = json.nextTextValue();
                    String data = json.nextTextValue();
                    if (kind.equals("o")) {
                        blocks.add(data.getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return new Recording(file, columns, rows, blocks);
    }

    /** The line that the recorder printed after the program's end; it is on the captured screens. */
    byte[] epilogue() throws IOException {
        Path exitFile = file.resolveSibling(name() + ".cast.exit.json");
        if (!Files.exists(exitFile)) {
            return new byte[0];
        }
        String exit = Files.readString(exitFile);
        Matcher code = Pattern.compile("\"exit\": *(-?\\d+)").matcher(exit);
        return code.find() ? ("\r\n[exit " + code.group(1) + "]\r\n").getBytes(StandardCharsets.US_ASCII) : new byte[0];
    }

    String name() {
        return file.getFileName().toString().replace(".cast", "");
    }

    /** The screens that were captured while it was recorded, by label: with colours, as our own terminal shows them. */
    Map<String, List<String>> screens() throws IOException {
        Map<String, List<String>> screens = new TreeMap<>();
        try (var siblings = Files.newDirectoryStream(file.getParent(), name() + ".*ansi.txt")) {
            for (Path p : siblings) {
                String label = p.getFileName()
                        .toString()
                        .substring(name().length() + 1)
                        .replace(".ansi.txt", "");
                screens.put(label, shown(Files.readString(p)));
            }
        }
        return screens;
    }

    /** The styled lines of a screen without blanks at their ends, which the captures leave out even where they have a colour. */
    static List<String> visible(Snapshot snapshot) {
        return snapshot.ansi().stream()
                .map(line -> TRAILING_BLANKS.matcher(line).replaceFirst(""))
                .toList();
    }

    private List<String> shown(String capture) {
        Terminal terminal = new Terminal(columns, rows, 0, new SilentListener());
        byte[] bytes = capture.stripTrailing().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
        return visible(terminal.snapshot());
    }
}
