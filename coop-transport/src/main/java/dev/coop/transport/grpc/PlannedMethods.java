package dev.coop.transport.grpc;

import dev.coop.proto.v1.CoopGrpc;

/** What clients of the contract may call and this version does not serve: they are told so. */
final class PlannedMethods {
    private PlannedMethods() {}

    static void add(Methods methods) {
        methods.planned(CoopGrpc.getGetStopConfigMethod());
        methods.planned(CoopGrpc.getPutStopConfigMethod());
        methods.planned(CoopGrpc.getResolveStopMethod());
        methods.planned(CoopGrpc.getListTranscriptsMethod());
        methods.planned(CoopGrpc.getGetTranscriptMethod());
        methods.planned(CoopGrpc.getCatchupTranscriptsMethod());
        methods.planned(CoopGrpc.getGetStartConfigMethod());
        methods.planned(CoopGrpc.getPutStartConfigMethod());
        methods.planned(CoopGrpc.getGetRecordingMethod());
        methods.planned(CoopGrpc.getPutRecordingMethod());
        methods.planned(CoopGrpc.getCatchupRecordingMethod());
        methods.planned(CoopGrpc.getGetSessionUsageMethod());
        methods.planned(CoopGrpc.getRegisterProfilesMethod());
        methods.planned(CoopGrpc.getListProfilesMethod());
        methods.planned(CoopGrpc.getGetProfileModeMethod());
        methods.planned(CoopGrpc.getSetProfileModeMethod());
        methods.planned(CoopGrpc.getSwitchSessionMethod());
        methods.planned(CoopGrpc.getRestartSessionMethod());

        methods.plannedStream(CoopGrpc.getStreamPromptOutcomesMethod());
        methods.plannedStream(CoopGrpc.getStreamRawHooksMethod());
        methods.plannedStream(CoopGrpc.getStreamRawMessagesMethod());
        methods.plannedStream(CoopGrpc.getStreamStopEventsMethod());
        methods.plannedStream(CoopGrpc.getStreamTranscriptEventsMethod());
        methods.plannedStream(CoopGrpc.getStreamStartEventsMethod());
        methods.plannedStream(CoopGrpc.getStreamRecordingEventsMethod());
        methods.plannedStream(CoopGrpc.getStreamUsageEventsMethod());
        methods.plannedStream(CoopGrpc.getStreamProfileEventsMethod());
    }
}
