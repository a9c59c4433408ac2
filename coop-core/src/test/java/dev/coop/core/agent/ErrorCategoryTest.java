package dev.coop.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an error is taken for. The messages are those of Claude Code 2.1.328 and of the providers. */
class ErrorCategoryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authentication_failed | Invalid API key · Fix external API key | unauthorized",
                "oauth_org_not_allowed | | unauthorized",
                "account_on_hold | | unauthorized",
                "verification_required | | unauthorized",
                "billing_error | Credit balance is too low | out_of_credits",
                "rate_limit | API Error: Request rejected (429) · … | rate_limited",
                "overloaded | | server_error",
                "server_error | API Error: 500 Internal server error. | server_error",
                "server_error | API Error: 529 Overloaded. | server_error",
                "server_error | API Error: Repeated 529 Overloaded errors. | server_error",
                "server_error | Connection refused — a firewall or proxy may be blocking it (ECONNREFUSED) |"
                        + " no_internet",
                "server_error | getaddrinfo ENOTFOUND api.anthropic.com | no_internet",
                "server_error | Connection dropped (ECONNRESET) | no_internet",
                "server_error | Request timed out. | no_internet",
                "server_error | API Error: 429 slow down | rate_limited",
                "server_error | the model said something odd | server_error",
                "unknown | API Error: 400 the network of 500 credits | other",
                "unknown | API Error: 402 pay first | out_of_credits",
                "unknown | Your credit balance is too low | out_of_credits",
                "unknown | API Error: 401 who are you | unauthorized",
                "model_not_found | There's an issue with the selected model | other",
                "invalid_request | Prompt is too long | other",
                "max_output_tokens | 500 | other",
                "something_new | 401 | other"
            })
    void theAgentsNameForItComesFirst(String name, String message, String category) {
        assertThat(ErrorCategory.of(Optional.of(name), OptionalInt.empty(), message == null ? "" : message)
                        .wireName())
                .isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource({
        "401,unauthorized",
        "403,unauthorized",
        "402,out_of_credits",
        "429,rate_limited",
        "500,server_error",
        "529,server_error",
        "404,other",
        "400,other"
    })
    void whereTheNameSaysTooLittleTheStatusDecides(int status, String category) {
        assertThat(ErrorCategory.of(Optional.of("unknown"), OptionalInt.of(status), "Rate limit of 429 credits")
                        .wireName())
                .isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"authentication_error\"} | unauthorized",
                "Invalid API key provided | unauthorized",
                "permission_error: no | unauthorized",
                "insufficient_credits | out_of_credits",
                "payment_required | out_of_credits",
                "rate_limit_error | rate_limited",
                "Too Many Requests | rate_limited",
                "You’ve hit your 5-hour limit · resets 9:51am (UTC) | rate_limited",
                "Usage limit reached · continuing automatically | rate_limited",
                "HTTP 429 | rate_limited",
                "connection refused | no_internet",
                "connect ETIMEDOUT 10.0.0.1:443 | no_internet",
                "overloaded_error | server_error",
                "503 Service Unavailable | other",
                "status: 503 | server_error",
                "The network of 500 banks gives credit, and dns with a timeout | other",
                "You have 429 unread messages and 3 billing questions | other",
                "the overloaded truck | other",
                "'' | other"
            })
    void wordsCountOnlyAsProvidersUseThem(String message, String category) {
        assertThat(ErrorCategory.of(message).wireName()).isEqualTo(category);
    }
}
