package shop.web;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import shop.customerio.Gateways;

/** A customer opens an account. */
@RestController
class SignupController {
  private final Gateways gateways;

  SignupController(Gateways gateways) {
    this.gateways = gateways;
  }

  record Signup(String customer, String email, String plan) {}

  @PostMapping("/signup")
  CompletionStage<Void> signup(
      @RequestBody Signup signup, @RequestParam(defaultValue = "rest-client") String client) {
    return gateways
        .named(client)
        .identify(signup.customer(), Map.of("email", signup.email(), "plan", signup.plan()));
  }
}
