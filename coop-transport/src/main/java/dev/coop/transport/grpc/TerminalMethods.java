package dev.coop.transport.grpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.Json;
import dev.coop.core.api.Refusal;
import dev.coop.core.api.TerminalOperations;
import dev.coop.core.api.TerminalOperations.ResizeRequest;
import dev.coop.core.api.TerminalOperations.SignalRequest;
import dev.coop.core.api.WaitOperations;
import dev.coop.core.api.WaitOperations.Waited;
import dev.coop.core.pty.WindowSize;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.ResizeResponse;
import dev.coop.proto.v1.SendSignalResponse;
import dev.coop.proto.v1.WaitRequest;
import dev.coop.proto.v1.WaitResponse;

/** The terminal's size, its program's signals, and waiting for what happens there. */
final class TerminalMethods {
    private TerminalMethods() {}

    static void add(Methods methods) {
        methods.call(
                CoopGrpc.getResizeMethod(),
                TerminalOperations.RESIZE,
                message -> new ResizeRequest(side("cols", message.getCols()), side("rows", message.getRows())),
                size -> ResizeResponse.newBuilder()
                        .setCols(size.cols())
                        .setRows(size.rows())
                        .build());
        methods.call(
                CoopGrpc.getSendSignalMethod(),
                TerminalOperations.SIGNAL,
                message -> new SignalRequest(message.getSignal(), message.getGroup()),
                answer -> SendSignalResponse.newBuilder()
                        .setDelivered(answer.delivered())
                        .build());
        methods.call(CoopGrpc.getWaitMethod(), WaitOperations.WAIT, TerminalMethods::request, TerminalMethods::waited);
    }

    private static WaitOperations.WaitRequest request(WaitRequest message) {
        ObjectNode fields = Json.object();
        if (!message.getUntil().isEmpty()) {
            fields.put("until", message.getUntil());
        }
        if (message.hasText()) {
            fields.put("text", message.getText());
        }
        if (message.hasRegex()) {
            fields.put("regex", message.getRegex());
        }
        if (message.hasIdleMs()) {
            fields.put("idle_ms", message.getIdleMs());
        }
        if (message.hasFrom()) {
            fields.put("from", message.getFrom());
        }
        if (message.hasTimeoutMs()) {
            fields.put("timeout_ms", message.getTimeoutMs());
        }
        return Json.bind(fields, WaitOperations.WaitRequest.class);
    }

    private static WaitResponse waited(Waited waited) {
        WaitResponse.Builder message = WaitResponse.newBuilder()
                .setMet(waited.met())
                .setReason(waited.reason())
                .setOffset(waited.offset())
                .setElapsedMs(waited.elapsedMs())
                .setMissed(waited.missed());
        if (waited.match() != null) {
            message.setMatch(ScreenMethods.match(waited.match()));
        }
        return message.build();
    }

    /** In the words of the contract, which has its own for this transport. */
    private static int side(String field, int value) {
        if (value < 0 || value > WindowSize.MAX) {
            throw Refusal.badField(field, field + " must be a positive u16");
        }
        return value;
    }
}
