package shop.customerio;

import java.io.IOException;
import okhttp3.Response;

/** Customer.io has answered a call made with OkHttp, but not with a success. */
class UnexpectedStatusException extends IOException {

  private UnexpectedStatusException(int status) {
    super("Customer.io answered " + status);
  }

  static void check(Response response) throws UnexpectedStatusException {
    if (!response.isSuccessful()) {
      throw new UnexpectedStatusException(response.code());
    }
  }
}
