package dev.coop.transport.grpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coop.core.api.Json;
import dev.coop.core.api.Operation;
import dev.coop.core.api.SessionOperations;
import dev.coop.core.api.SessionOperations.CreateRequest;
import dev.coop.core.api.SessionOperations.EndRequest;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.proto.v1.CreateSessionRequest;
import dev.coop.proto.v1.CreateSessionResponse;
import dev.coop.proto.v1.EndSessionResponse;
import dev.coop.proto.v1.ListSessionsResponse;
import dev.coop.proto.v1.SessionInfo;
import dev.coop.proto.v1.ShutdownResponse;

/** The host and its sessions: which there are, new ones, their end. */
final class SessionMethods {
    private SessionMethods() {}

    static void add(Methods methods) {
        methods.call(
                CoopGrpc.getListSessionsMethod(),
                SessionOperations.LIST,
                _ -> new Operation.None(),
                list -> ListSessionsResponse.newBuilder()
                        .addAllSessions(list.sessions().stream()
                                .map(SessionMethods::info)
                                .toList())
                        .setUptimeSecs(list.uptimeSecs())
                        .build());
        methods.call(
                CoopGrpc.getCreateSessionMethod(),
                SessionOperations.CREATE,
                SessionMethods::request,
                session -> CreateSessionResponse.newBuilder()
                        .setSession(info(session))
                        .build());
        methods.call(
                CoopGrpc.getEndSessionMethod(),
                SessionOperations.END,
                message -> new EndRequest(message.getName()),
                answer -> EndSessionResponse.newBuilder()
                        .setEnding(answer.ending())
                        .build());
        methods.call(
                CoopGrpc.getShutdownMethod(),
                SessionOperations.SHUTDOWN,
                _ -> new Operation.None(),
                answer -> ShutdownResponse.newBuilder()
                        .setAccepted(answer.accepted())
                        .build());
    }

    private static CreateRequest request(CreateSessionRequest message) {
        ObjectNode fields = Json.object();
        message.getCommandList().forEach(fields.putArray("command")::add);
        message.getEnvMap().forEach(fields.putObject("env")::put);
        if (message.hasName()) {
            fields.put("name", message.getName());
        }
        if (message.hasDirectory()) {
            fields.put("directory", message.getDirectory());
        }
        if (message.hasCols()) {
            fields.put("cols", message.getCols());
        }
        if (message.hasRows()) {
            fields.put("rows", message.getRows());
        }
        return Json.bind(fields, CreateRequest.class);
    }

    private static SessionInfo info(SessionOperations.SessionInfo session) {
        SessionInfo.Builder message = SessionInfo.newBuilder()
                .setName(session.name())
                .setSessionId(session.sessionId())
                .setEpoch(session.epoch())
                .setState(session.state())
                .setAgent(session.agent())
                .addAllCommand(session.command())
                .setCols(session.cols())
                .setRows(session.rows());
        if (session.pid() != null) {
            message.setPid(session.pid().intValue());
        }
        if (session.exitCode() != null) {
            message.setExitCode(session.exitCode());
        }
        if (session.signal() != null) {
            message.setSignal(session.signal());
        }
        return message.build();
    }
}
