"""What a case is: one edit in words, and the request that has it."""

from dingtalk_contract.exchange import Draft

Case = tuple[str, Draft]
