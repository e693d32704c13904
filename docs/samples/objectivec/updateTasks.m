// updateTasks: Complete or cancel to-dos (更新待办状态).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
#import <Foundation/Foundation.h>

static NSString *const example =
    @"{\n"
    @"  \"agentid\": 111,\n"
    @"  \"process_instance_id\": \"proc-zzz\",\n"
    @"  \"tasks\": [\n"
    @"    {\n"
    @"      \"task_id\": 63266761388,\n"
    @"      \"status\": \"COMPLETED\",\n"
    @"      \"result\": \"AGREE\"\n"
    @"    }\n"
    @"  ]\n"
    @"}";

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
        NSString *token = Encoded(Variable(@"DINGTALK_ACCESS_TOKEN"));
        NSString *query = [NSString stringWithFormat:@"access_token=%@", token];
        NSString *base = Variable(@"DINGTALK_BASE_URL");
        NSString *address = [base stringByAppendingFormat:@"/topapi/process/workrecord/task/update?%@", query];
        NSMutableURLRequest *request = [NSMutableURLRequest requestWithURL:[NSURL URLWithString:address]
                                                               cachePolicy:NSURLRequestReloadIgnoringLocalCacheData
                                                           timeoutInterval:10];
        NSString *values = [[[NSProcessInfo processInfo] environment] objectForKey:@"DINGTALK_VALUES"] ?: example;
        NSString *body = [NSString stringWithFormat:@"{\"request\": %@}", values];
        [request setHTTPMethod:@"POST"];
        [request setValue:@"application/json" forHTTPHeaderField:@"Content-Type"];
        [request setHTTPBody:[body dataUsingEncoding:NSUTF8StringEncoding]];

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
