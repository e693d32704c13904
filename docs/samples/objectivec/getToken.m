// getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
// It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
#import <Foundation/Foundation.h>

static NSString *Variable(NSString *name) {
    NSString *value = [[[NSProcessInfo processInfo] environment] objectForKey:name];
    if (value == nil) {
        fprintf(stderr, "%s is not set\n", [name UTF8String]);
        exit(1);
    }
    return value;
}

static NSString *Encoded(NSString *text) {
    NSCharacterSet *plain = [NSCharacterSet characterSetWithCharactersInString:
        @"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"];
    return [text stringByAddingPercentEncodingWithAllowedCharacters:plain];
}

static BOOL IsAccepted(NSData *data) {
    id answer = data == nil ? nil : [NSJSONSerialization JSONObjectWithData:data options:0 error:NULL];
    if (![answer isKindOfClass:[NSDictionary class]]) {
        return NO;
    }
    id errcode = [answer objectForKey:@"errcode"];
    return errcode == nil || [errcode isEqual:@0];
}

int main(void) {
    @autoreleasepool {
        NSString *query = [NSString stringWithFormat:@"appkey=%@&appsecret=%@",
            Encoded(Variable(@"DINGTALK_APPKEY")),
            Encoded(Variable(@"DINGTALK_APPSECRET"))];
        NSString *base = Variable(@"DINGTALK_BASE_URL");
        NSString *address = [base stringByAppendingFormat:@"/gettoken?%@", query];
        NSMutableURLRequest *request = [NSMutableURLRequest requestWithURL:[NSURL URLWithString:address]
                                                               cachePolicy:NSURLRequestReloadIgnoringLocalCacheData
                                                           timeoutInterval:10];

        NSHTTPURLResponse *response = nil;
        NSData *data = [NSURLConnection sendSynchronousRequest:request returningResponse:&response error:NULL];
        NSInteger status = [response statusCode];
        BOOL accepted = status / 100 == 2 && IsAccepted(data);
        if (!accepted) {
            fprintf(stderr, "rejected: HTTP %ld ", (long)status);
        }
        fwrite([data bytes], 1, [data length], accepted ? stdout : stderr);
        return accepted ? 0 : 1;
    }
}
