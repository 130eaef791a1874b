"""Signatures of requests that the API sends: `StandardWebhooks` and `HMACSignature` tell whether it
was the API that sent them."""

from ._runtime.webhooks.signatures import HMACSignature as HMACSignature
from ._runtime.webhooks.signatures import StandardWebhooks as StandardWebhooks
from ._runtime.webhooks.signatures import Verifier as Verifier
