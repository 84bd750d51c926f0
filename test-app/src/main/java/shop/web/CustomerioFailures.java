package shop.web;

import feign.FeignException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClientException;

/** Says which exception of which client kept the shop from telling Customer.io. */
@RestControllerAdvice
class CustomerioFailures {

  @ExceptionHandler({
    RestClientException.class,
    FeignException.class,
    UncheckedIOException.class,
    IOException.class
  })
  ProblemDetail badGateway(Exception failure) {
    Throwable thrown = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, thrown.getClass().getName());
  }
}
