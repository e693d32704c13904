"""Trial gateways: broken ones named by their one defect, and correct ones that differ in what they may."""
