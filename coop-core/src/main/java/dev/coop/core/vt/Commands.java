package dev.coop.core.vt;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Operating system commands: {@code ESC ] number ; text} up to BEL or {@code ESC \}.
 *
 * <p>Titles, links, notifications, marks and status are kept or told; questions for colours are answered. The rest has
 * no effect, above all the clipboard (52): a program must not read or write a person's.
 */
final class Commands {
    private final Screen screen;
    private final Reports reports;
    private final TerminalListener listener;
    private final DropCounter drops;
    private String title = "";

    Commands(Screen screen, Reports reports, TerminalListener listener, DropCounter drops) {
        this.drops = drops;
        this.screen = screen;
        this.reports = reports;
        this.listener = listener;
    }

    String title() {
        return title;
    }

    void reset() {
        title = "";
    }

    void execute(byte[] bytes, int length, boolean bell) {
        String command = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int semicolon = command.indexOf(';');
        String number = semicolon < 0 ? command : command.substring(0, semicolon);
        String text = semicolon < 0 ? "" : command.substring(semicolon + 1);
        switch (number) {
            case "0", "2" -> title(text);
            case "4" -> paletteColours(text, bell);
            case "7" -> listener.event(new TerminalEvent.Directory(text));
            case "8" -> link(text);
            case "9" -> notification(text);
            case "10" -> dynamicColours(10, text, bell);
            case "11" -> dynamicColours(11, text, bell);
            case "12" -> dynamicColours(12, text, bell);
            case "133" -> listener.event(new TerminalEvent.Mark(text));
            case "7501" -> {
                if (text.equals("?")) {
                    reports.programStatus(bell);
                } else {
                    listener.event(new TerminalEvent.ProgramStatus(text));
                }
            }
            default -> drops.unknownString();
        }
    }

    private void title(String text) {
        // Replaced bytes make a title longer; one that a dump could not repeat is not kept.
        if (text.getBytes(StandardCharsets.UTF_8).length <= Parser.MAX_COMMAND_BYTES - 2) {
            title = text;
            listener.event(new TerminalEvent.Title(text));
        }
    }

    /** {@code 8 ; parameters ; uri}; without a URI the link ends. */
    private void link(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 0) {
            return;
        }
        String uri = text.substring(semicolon + 1);
        screen.cursor.link = uri.isEmpty() ? null : new Link(id(text.substring(0, semicolon)), uri);
    }

    private static String id(String parameters) {
        for (String parameter : parameters.split(":", -1)) {
            if (parameter.startsWith("id=")) {
                return parameter.substring(3);
            }
        }
        return "";
    }

    /** {@code 9 ; 4 ; state ; percent} is progress; anything else a text for the person. */
    private void notification(String text) {
        String[] parts = text.split(";", -1);
        if (!parts[0].equals("4")) {
            listener.event(new TerminalEvent.Notification(text));
            return;
        }
        Integer state = parts.length > 1 ? number(parts[1], 4) : null;
        Integer percent = parts.length > 2 && !parts[2].isEmpty() ? number(parts[2], 100) : Integer.valueOf(0);
        if (state != null && percent != null) {
            listener.event(new TerminalEvent.Progress(state, percent));
        }
    }

    /** {@code 4 ; index ; ? ; index ; ? …}; setting a colour has no effect. */
    private void paletteColours(String text, boolean bell) {
        String[] parts = text.split(";", -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            Integer index = number(parts[i], Palette.SIZE - 1);
            if (index != null && parts[i + 1].equals("?")) {
                reports.colour("4;" + index, Palette.colour(index), bell);
            }
        }
    }

    /** 10 foreground, 11 background, 12 cursor; further texts are about the numbers that follow. */
    private void dynamicColours(int number, String text, boolean bell) {
        int n = number;
        for (String part : text.split(";", -1)) {
            if (part.equals("?") && n <= 12) {
                int rgb = n == 10 ? Palette.FOREGROUND : n == 11 ? Palette.BACKGROUND : Palette.CURSOR;
                reports.colour(Integer.toString(n), rgb, bell);
            }
            n++;
        }
    }

    private static @Nullable Integer number(String text, int max) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int value = Integer.parseInt(text);
        return value <= max ? value : null;
    }
}
